"""Terms over all pages: each one is defined once, and each one that is used is defined."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from book.model import Problem
from book.source.facts import Name
from book.source.known_terms import KnownTerms
from book.source.page import Page
from book.source.problems import did_you_mean, problem, quoted
from book.terms import forms_of, same_but_for_form, term_key


@dataclass(frozen=True)
class _Definition:
    """Where a name stands in a glossary, and the entry that has it."""

    name: Name
    path: str
    entry: Name

    @property
    def place(self) -> str:
        """Where it is, for a remedy."""
        where = f"{self.path}:{self.name.line}"
        return where if self.name == self.entry else f"{where}, another name of {quoted(self.entry.text)}"


def repeated_names(pages: Mapping[str, Page]) -> Iterator[tuple[str, Problem]]:
    """The names that come again, as they are or, in another entry, in another form."""
    by_key: dict[str, list[_Definition]] = {}
    by_form: dict[str, list[_Definition]] = {}
    for found in _definitions(pages):
        key, forms = term_key(found.name.text), forms_of(found.name.text)
        alike = [*by_form.get(key, ()), *(other for form in forms for other in by_key.get(form, ()))]
        first = next((other for other in alike if _is_repeated(found, other)), None)
        if first is not None:
            yield found.path, _repeated(found, first)
            continue  # else a name that stands there ten thousand times would be compared with itself as often
        by_key.setdefault(key, []).append(found)
        for form in forms:
            by_form.setdefault(form, []).append(found)


def _definitions(pages: Mapping[str, Page]) -> Iterator[_Definition]:
    for path in sorted(path for path, page in pages.items() if page.kind == "glossary"):
        for entry in pages[path].scan.entries:
            for name in entry.names:
                yield _Definition(name, path, entry.names[0])


def _is_repeated(found: _Definition, other: _Definition) -> bool:
    """Within an entry a plural may be another name, and so may an abbreviation that is a word in small letters."""
    same_entry = (found.path, found.entry) == (other.path, other.entry)
    same = term_key(found.name.text) == term_key(other.name.text)
    return (same or not same_entry) and same_but_for_form(found.name.text, other.name.text)


def _repeated(found: _Definition, first: _Definition) -> Problem:
    shown = quoted(found.name.text)
    if term_key(found.name.text) == term_key(first.name.text):
        message, remedy = f"{shown} is defined a second time", f"keep one; the first is in {first.place}"
    else:
        message = f"{shown} is another form of {quoted(first.name.text)}, which is defined too"
        remedy = f"keep one; the other is in {first.place}"
    return problem(found.name.line, "term/duplicate", message, remedy)


def term_problems(path: str, page: Page, known: KnownTerms) -> Iterator[Problem]:
    """The names that no glossary has, where terms are used, referred to, or not to be linked."""
    folder, slash, _ = path.partition("/")
    glossary = f"{folder}/glossary.md" if slash and page.kind != "edition" else "the glossary of a subject"
    for use in page.scan.terms:
        if known.main_name(use.text) is None:
            yield _undefined(use, f"define it in {glossary}, or write it as plain text", known)
    for number, name in enumerate(page.fields.get("no-link", ())):
        if known.main_name(name) is None:
            yield _undefined(Name(page.lines.get(f"no-link.{number}", 1), name), "take it out of `no-link`", known)
    for entry in page.scan.entries if page.kind == "glossary" else ():
        for name in entry.see_also:
            main = known.main_name(name.text)
            if main == entry.names[0].text:
                message = f"the term {quoted(main)} refers to itself"
                yield problem(name.line, "term/itself", message, f"take {quoted(name.text)} out of `See also:`")
            elif main is None and name not in page.scan.terms:
                yield _undefined(name, f"define it in {glossary}, or take it out of `See also:`", known)


def _undefined(name: Name, otherwise: str, known: KnownTerms) -> Problem:
    remedy = did_you_mean(name.text, known.in_order, otherwise)
    return problem(name.line, "term/undefined", f"no glossary defines the term {quoted(name.text)}", remedy)
