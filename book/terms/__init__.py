"""Terms in plain text: which words of it are a name that a glossary has. No markup, no files, no Sphinx."""

from book.terms.folding import BORDER, MASK, term_key
from book.terms.forms import forms_of
from book.terms.matcher import Match, Matcher
from book.terms.order import letter, sort_key
from book.terms.sentence import sentence_around

__all__ = ["BORDER", "MASK", "Match", "Matcher", "forms_of", "letter", "sentence_around", "sort_key", "term_key"]
