"""What each page defines and which terms it uses, kept between builds."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from sphinx.domains import Domain

from book.terms import forms_of, term_key

if TYPE_CHECKING:
    from sphinx.application import Sphinx


@dataclass(frozen=True)
class Entry:
    """A term as its glossary page defines it.

    `names` has the main one first; `gloss` is the definition as inline nodes without links and ids; `uses` are the
    terms that the definition uses, `see_also` those that it refers to below, both as written; `digest` changes when
    any of it does.
    """

    docname: str
    id: str
    names: tuple[str, ...]
    gloss: tuple[nodes.Node, ...]
    uses: tuple[str, ...] = ()
    see_also: tuple[str, ...] = ()

    @cached_property
    def digest(self) -> str:
        text = "".join(node.pformat() for node in self.gloss)
        return sha256(repr((self.docname, self.id, self.names, text)).encode()).hexdigest()


@dataclass(frozen=True)
class Use:
    """A use of a term: the name as a glossary or the author has it, and the id of the place.

    `sentence` is what stands before the use, the use itself, and what stands behind it, on one line; only the first
    use of a term on a page has it. `explains` says that this place is where the page says what the term means.
    """

    name: str
    id: str
    sentence: tuple[str, str, str] | None = None
    explains: bool = False


@dataclass
class Lookup:
    """Entries by the forms of their names, and uses by the main name of their entry, then by page."""

    by_form: dict[str, Entry] = field(default_factory=dict)
    uses: dict[str, dict[str, tuple[Use, ...]]] = field(default_factory=dict)

    @classmethod
    def of(cls, entries: Mapping[str, tuple[Entry, ...]], uses: Mapping[str, tuple[Use, ...]]) -> Lookup:
        """Of two entries of one name the first page's is found; a name as it stands goes before another's plural."""
        made = cls()
        named = [(name, entry) for page in sorted(entries) for entry in entries[page] for name in entry.names]
        for name, entry in named:
            made.by_form.setdefault(term_key(name), entry)
        for name, entry in named:
            for form in forms_of(name):
                made.by_form.setdefault(form, entry)
        for docname in sorted(uses):
            for use in uses[docname]:
                found = made.by_form.get(term_key(use.name))
                if found is not None:
                    pages = made.uses.setdefault(found.names[0], {})
                    pages[docname] = (*pages.get(docname, ()), use)
        return made


class GlossaryDomain(Domain):
    """The entries and the uses of each page, the text in which terms were looked for, and which terms those were."""

    name = "glossary"
    label = "Glossary"
    initial_data: ClassVar[dict[str, dict[str, Any]]] = {"entries": {}, "uses": {}, "texts": {}, "names": {}}

    @property
    def entries(self) -> dict[str, tuple[Entry, ...]]:
        """The entries of each glossary page."""
        found: dict[str, tuple[Entry, ...]] = self.data["entries"]
        return found

    @property
    def uses(self) -> dict[str, tuple[Use, ...]]:
        """The uses of each page, in the order of its text, those of its headings last."""
        found: dict[str, tuple[Use, ...]] = self.data["uses"]
        return found

    @property
    def texts(self) -> dict[str, str]:
        """The text of each page in which names are looked for."""
        found: dict[str, str] = self.data["texts"]
        return found

    @property
    def names(self) -> Mapping[str, str]:
        """All names that were looked for when pages were read, each with the main name of its entry."""
        found: Mapping[str, str] = self.data["names"]
        return found

    @names.setter
    def names(self, names: Mapping[str, str]) -> None:
        self.data["names"] = dict(names)

    def find(self, name: str) -> Entry | None:
        """The entry that has this name or alias, in any of its forms."""
        return self._lookup.by_form.get(term_key(name))

    def using(self, entry: Entry) -> Mapping[str, tuple[Use, ...]]:
        """The pages that use a term, in the order of docnames, each with its uses."""
        return self._lookup.uses.get(entry.names[0], {})

    def note(self, docname: str, entries: tuple[Entry, ...], uses: tuple[Use, ...], text: str) -> None:
        """Record what a page defines and uses, and the text in which it was looked for."""
        self._changed()
        for kind, value in (("entries", entries), ("uses", uses), ("texts", text)):
            if value:
                self.data[kind][docname] = value

    def clear_doc(self, docname: str) -> None:
        self._changed()
        for kind in ("entries", "uses", "texts"):
            self.data[kind].pop(docname, None)

    def merge_domaindata(self, docnames: Set[str], otherdata: dict[str, Any]) -> None:
        self._changed()
        for kind in ("entries", "uses", "texts"):
            self.data[kind].update((name, value) for name, value in otherdata[kind].items() if name in docnames)

    def resolve_any_xref(self, *_arguments: Any) -> list[tuple[str, nodes.reference]]:
        """None: nothing of this domain is linked to by Sphinx's references."""
        return []

    @property
    def _lookup(self) -> Lookup:
        if not hasattr(self, "_kept_lookup"):
            self._kept_lookup = Lookup.of(self.entries, self.uses)
        return self._kept_lookup

    def _changed(self) -> None:
        if hasattr(self, "_kept_lookup"):
            del self._kept_lookup


def glossary_of(app: Sphinx) -> GlossaryDomain:
    """The terms of the book that this application builds."""
    domain = app.env.domains["glossary"]
    assert isinstance(domain, GlossaryDomain)
    return domain
