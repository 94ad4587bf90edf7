"""Terms inside Sphinx: what each page uses, links, definitions, entries, the page from A to Z."""
