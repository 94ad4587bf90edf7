"""One PDF from many parts: pages in order, then tags, links, fonts, folios, outline, labels."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from book.press.binding.folios import Figures, FolioSetter, shift_from_spine
from book.press.binding.fonts import SharedFonts
from book.press.binding.links import Destinations
from book.press.binding.metadata import describe
from book.press.binding.pages import take_over
from book.press.binding.tags import StructureTree
from book.press.cache import Cache
from book.press.numbering import Numbering
from book.press.part import Part
from book.press.profile import Profile


@dataclass(frozen=True)
class Gathering:
    """A part at its place in the book: how its pages are numbered, from which number, and what its slots say."""

    name: str
    part: Part
    numbering: Numbering
    first: int = 1
    slots: Sequence[str] = ()

    @property
    def labels(self) -> tuple[str, ...]:
        """The folio of each page as printed; empty where a page carries none."""
        return tuple(self.numbering.label(self.first + i) for i in range(self.part.pages))


@dataclass(frozen=True)
class OutlineItem:
    """A line of the PDF's outline, leading to an id."""

    title: str
    target: str
    children: tuple[OutlineItem, ...] = ()


@dataclass(frozen=True)
class Binding:
    """Everything that is bound: parts in order, outline, title, fonts.

    The specimens show the figures in which folios, and references in the text, are set. `fonts` are files by the hash
    of their content; `cache` keeps what was made of them. `outside` gives the address of an id that is not in this
    book, None where it has none. `day` (`2022-08-31`) dates the PDF.
    """

    profile: Profile
    gatherings: Sequence[Gathering]
    folio_specimen: Part
    reference_specimen: Part
    outline: Sequence[OutlineItem]
    title: str
    author: str
    description: str
    day: str
    fonts: Mapping[str, bytes]
    cache: Cache
    outside: Callable[[str], str | None] = field(default=lambda _: None)


def bind(binding: Binding) -> bytes:
    """The book as PDF bytes; the same bytes for the same parts."""
    pdf = pikepdf.new()
    tree = StructureTree(pdf)
    shared = SharedFonts(pdf, binding.fonts, binding.cache)
    destinations = Destinations(pdf, binding.outside)
    figures = Figures(binding.reference_specimen)
    for specimen in (binding.folio_specimen, binding.reference_specimen):
        with pikepdf.open(BytesIO(specimen.pdf)) as source:
            shared.add(specimen.fonts, pdf.copy_foreign(source.pages[0].Resources.Font))
    for gathering in binding.gatherings:
        with pikepdf.open(BytesIO(gathering.part.pdf)) as source:
            pages = take_over(pdf, source.pages)
            tree.add(source, pages)
        for slot, text in zip(gathering.part.slots, gathering.slots, strict=True):
            pages[slot.page].Contents[slot.stream] = pdf.make_stream(figures.shown(text))
        shared.add(gathering.part.fonts, pages[0].Resources.get("/Font", Dictionary()))
        destinations.add(gathering.part.places, pages, gathering.labels)
    tree.close()
    shared.embed()
    destinations.close()
    _number(pdf, binding, shared)
    _outline(pdf, binding.outline, destinations)
    describe(pdf, title=binding.title, author=binding.author, description=binding.description, day=binding.day)
    out = BytesIO()
    pdf.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


def _number(pdf: pikepdf.Pdf, binding: Binding, shared: SharedFonts) -> None:
    """Folios on the pages, the same numbers as page labels, and the shift away from the spine."""
    setter = FolioSetter(binding.profile, Figures(binding.folio_specimen))
    labels: list[object] = []
    index = 0
    for gathering in binding.gatherings:
        labels += [index, gathering.numbering.page_label(gathering.first)]
        for label in gathering.labels:
            page = pdf.pages[index]
            right_hand = index % 2 == 0
            if label:
                page.obj.Resources.Font["/" + setter.font] = shared.font(setter.font)
                page.contents_add(setter.content(label, right_hand), prepend=True)
            if binding.profile.spine_shift:
                shift_from_spine(page, binding.profile.spine_shift, right_hand)
            index += 1
    pdf.Root.PageLabels = Dictionary(Nums=Array(labels))


def _outline(pdf: pikepdf.Pdf, items: Sequence[OutlineItem], destinations: Destinations) -> None:
    def entry(item: OutlineItem) -> pikepdf.OutlineItem:
        made = pikepdf.OutlineItem(item.title, destination=destinations.of(item.target))
        made.is_closed = True
        made.children.extend(entry(child) for child in item.children)
        return made

    with pdf.open_outline() as outline:
        outline.root.extend(entry(item) for item in items)
    pdf.Root.PageMode = Name.UseOutlines
    pdf.Root.Lang = String("en-GB")
