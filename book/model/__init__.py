"""What the book is: frozen values and pure decisions, no files, no Sphinx."""

from book.model.catalog import Catalog
from book.model.chapter import Chapter, Source
from book.model.edition import Edition, EditionPage, Section, edition_of
from book.model.month import Month
from book.model.partial_date import PartialDate
from book.model.problem import Problem
from book.model.subject import Subject
from book.model.syllabus import Syllabus, SyllabusNode
from book.model.term import Term, term_key

__all__ = [
    "Catalog",
    "Chapter",
    "Edition",
    "EditionPage",
    "Month",
    "PartialDate",
    "Problem",
    "Section",
    "Source",
    "Subject",
    "Syllabus",
    "SyllabusNode",
    "Term",
    "edition_of",
    "term_key",
]
