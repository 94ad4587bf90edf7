"""A builder of study books: chapters in Markdown become an HTML book and a printed month."""

__version__ = "0.1.0"
