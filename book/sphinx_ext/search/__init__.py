"""The search: its texts, taken from the pages, and the index that Pagefind makes of them."""
