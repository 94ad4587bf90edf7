"""E-books: fragments and an edition become an EPUB 3, for phones and e-readers. No WeasyPrint, no Sphinx."""
