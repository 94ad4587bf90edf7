"""The press: fragments and an edition become a PDF. The only room that knows WeasyPrint and pikepdf."""
