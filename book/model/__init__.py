"""What the book is: frozen values and pure decisions, no files, no Sphinx."""

from book.model.catalog import Catalog
from book.model.chapter import Chapter, Source
from book.model.coverage import Coverage, Covered, coverage_of
from book.model.edition import Edition, EditionPage, Section
from book.model.month import Month
from book.model.partial_date import PartialDate
from book.model.period import Period
from book.model.problem import Problem
from book.model.query import ChapterList, ListedChapter, NoEdition, Query
from book.model.question import LETTERS, KeyFact, Mains, Mcq, Question
from book.model.selection import select
from book.model.subject import Subject
from book.model.syllabus import Syllabus, SyllabusNode
from book.model.term import Term
from book.model.written_date import written_date

__all__ = [
    "LETTERS",
    "Catalog",
    "Chapter",
    "ChapterList",
    "Coverage",
    "Covered",
    "Edition",
    "EditionPage",
    "KeyFact",
    "ListedChapter",
    "Mains",
    "Mcq",
    "Month",
    "NoEdition",
    "PartialDate",
    "Period",
    "Problem",
    "Query",
    "Question",
    "Section",
    "Source",
    "Subject",
    "Syllabus",
    "SyllabusNode",
    "Term",
    "coverage_of",
    "select",
    "written_date",
]
