"""Printing an edition: its text first, then what needs the text's page numbers, then binding."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path

from book.model import Catalog, Edition
from book.press.binding import bind
from book.press.cache import Cache
from book.press.collation import Collation
from book.press.elsewhere import elsewhere, short_links
from book.press.executors import executor_of
from book.press.failure import LayoutFailed, PressFailed, PressLost
from book.press.fragment import Fragment, fragments_of
from book.press.glossary import Entry, entries_of, uses_of
from book.press.imposition import impose
from book.press.imprint import LICENCE
from book.press.matter import Matter
from book.press.pagination import Text, UnpagedText, Use
from book.press.part import Part
from book.press.printed import Printed, report
from book.press.profile import Profile
from book.press.setup import setup_of
from book.press.style import style_sheet
from book.press.workers import Advance, Workers


@dataclass(frozen=True)
class Press:
    """Where the press finds what it prints with: style sheets and fonts, fragments, its cache, what was published."""

    styles: Path
    fonts: Path
    fragments: Path
    cache: Path
    releases: Path = Path("releases")
    site: str = ""
    licence: str = LICENCE

    def workers(
        self,
        profile: Profile,
        jobs: int = 1,
        executor: str | None = None,
        advance: Advance = lambda _done, _total: None,
    ) -> Workers:
        """Workers for a profile, which get ready as soon as they are entered: `with press.workers(...) as workers`."""
        setup = setup_of(style_sheet(profile, self.styles), self.fonts)
        return Workers(setup, executor_of(setup, jobs, executor), Cache(self.cache), self.fragments, advance)

    def read(self, edition: Edition, catalog: Catalog) -> dict[str, Fragment]:
        """The fragments that an edition needs: its chapters, subjects and foreword, and all glossaries."""
        return fragments_of(self.fragments, edition, catalog)


def print_edition(press: Press, edition: Edition, catalog: Catalog, profile: Profile, workers: Workers) -> Printed:
    """The edition in a profile. PressFailed where parts cannot be laid out, FileNotFoundError without fragments."""
    fragments = press.read(edition, catalog)
    others = elsewhere(edition, catalog, press.releases, profile.name, press.site)
    links = short_links(press.site, catalog)
    build = _build_id(f"{workers.setup.key} {profile.lines}", edition, fragments, links)
    matter = Matter(edition, catalog, fragments, profile, press.site, press.licence, others, links, build)
    try:
        collation = _collated(matter, workers)
    except PressLost:
        raise
    except PressFailed as failed:
        failures = [*failed.failures, *_further_failures(matter, workers)]
        raise PressFailed(failures, {failure.name: matter.pages_of(failure.name) for failure in failures}) from failed
    matter, text, gatherings = collation.matter, collation.text, collation.gatherings
    pdf = bind(collation.binding(gatherings, workers.setup.fonts_by_hash, workers.cache))
    if profile.imposition:
        pdf = impose(pdf, profile)
    entries, uses = _glossary(matter, text)
    return Printed(pdf, report(matter, sum(g.part.pages for g in gatherings), text, entries, uses))


def _collated(matter: Matter, workers: Workers) -> Collation:
    """All parts of the edition, laid out."""
    while True:
        matter, parts = _without_folios(matter, workers)
        text, around = _with_folios(matter, workers, parts)
        figures = len(str(text.pages.end - 1))
        if figures <= matter.figures:
            break
        matter = replace(matter, figures=figures)  # openers of several pages made the text longer
    collation = Collation(matter, text, {**parts, **around})
    collation.parts |= workers.lay_out([matter.contents(text, collation.back_matter)])
    return collation


def _further_failures(matter: Matter, workers: Workers) -> tuple[LayoutFailed, ...]:
    """What else cannot be laid out, when there is no text whose folios it could show: all is reported at once."""
    text = UnpagedText.of((), {})
    entries, _uses = _glossary(matter, text)
    try:
        workers.lay_out([*matter.glossary(entries), matter.syllabus(text), matter.glance(text)])
    except PressFailed as failed:
        return failed.failures
    return ()


def _without_folios(matter: Matter, workers: Workers) -> tuple[Matter, dict[str, Part]]:
    """What needs no page number yet: the chapters, all that is fixed, and openers to see how long they will be.

    With it the matter that knows how many figures the slots of the text have.
    """
    markup = sum(map(_length, (matter.fragments[chapter.docname] for chapter in matter.edition.chapters)))
    matter = replace(matter, figures=max(matter.figures, len(str(markup // matter.profile.markup_a_page))))
    while True:
        parts = workers.lay_out([*matter.text(), *matter.questions(), *matter.openers({}), *matter.fixed()])
        pages = sum(parts[name].pages for name in matter.order)
        if len(str(pages)) <= matter.figures:
            return matter, parts
        matter = replace(matter, figures=len(str(pages)))


def _length(fragment: Fragment) -> int:
    """About how many characters a chapter has in the text, the test and the key."""
    return len(fragment.html) + sum(len(repr(question)) for question in (*fragment.mcqs, *fragment.mains))


def _with_folios(matter: Matter, workers: Workers, parts: Mapping[str, Part]) -> tuple[Text, dict[str, Part]]:
    """The text with its openers, and what shows its folios: openers, glossary, indexes, month at a glance.

    An opener takes pages and shows folios, which depend on the pages that it takes: until they agree.
    """
    made = dict(parts)
    for _ in range(5):
        text = Text.of(matter.order, made)
        entries, _uses = _glossary(matter, text)
        openers = matter.openers(text.folios)
        around = workers.lay_out([*matter.glossary(entries), *openers, matter.syllabus(text), matter.glance(text)])
        settled = all(made[opener.name].pages == around[opener.name].pages for opener in openers)
        made |= around
        if settled:
            break
    return Text.of(matter.order, made), around


def _glossary(matter: Matter, text: Text) -> tuple[tuple[Entry, ...], dict[str, list[Use]]]:
    """The glossary's entries, and for each term where the text uses it."""
    uses = uses_of((matter.fragments[chapter.docname] for chapter in matter.edition.chapters), text)
    known = (entry for fragment in matter.fragments.values() for entry in fragment.entries)
    return entries_of(known, uses), uses


def _build_id(setup: str, edition: Edition, fragments: Mapping[str, Fragment], links: Mapping[str, str]) -> str:
    """Twelve figures that change whenever the content, its order or its form does."""
    digest = hashlib.sha256(setup.encode())
    of_chapters = ((chapter.docname, links.get(chapter.docname, "")) for chapter in edition.chapters)
    for text in (edition.book_title, edition.title, edition.cover_line, *chain.from_iterable(of_chapters)):
        digest.update(f"{text}\0".encode())
    for name in sorted(fragments):
        fragment = fragments[name]
        digest.update(f"{name}\0{fragment.html}\0{fragment.mcqs!r}\0{fragment.mains!r}\0".encode())
    return digest.hexdigest()[:12]
