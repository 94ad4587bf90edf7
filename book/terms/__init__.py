"""Terms in plain text: which words of it are a name that a glossary has. No markup, no files, no Sphinx."""

from book.terms.abbreviations import abbreviations_in
from book.terms.folding import BORDER, MASK, term_key
from book.terms.forms import forms_of, same_but_for_form
from book.terms.matcher import Match, Matcher
from book.terms.order import letter, sort_key
from book.terms.sentence import sentence_around

__all__ = [
    "BORDER",
    "MASK",
    "Match",
    "Matcher",
    "abbreviations_in",
    "forms_of",
    "letter",
    "same_but_for_form",
    "sentence_around",
    "sort_key",
    "term_key",
]
