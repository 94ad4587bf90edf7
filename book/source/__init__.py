"""Files to the model: what the folder `chapters/` holds, and everything that is wrong with it. No Sphinx."""

from book.source.chapter_list import read_chapter_list
from book.source.reading import Reading, read_book
from book.source.schema import front_matter_schema
from book.source.slug import heading_slug
from book.source.uses import TermUse

__all__ = ["Reading", "TermUse", "front_matter_schema", "heading_slug", "read_book", "read_chapter_list"]
