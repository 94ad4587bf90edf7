"""The preview: web pages, and their printed pages beside them, in a browser that follows each save."""
