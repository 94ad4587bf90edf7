"""Pages taken over into the book so that the PDF they come from can be closed.

pikepdf copies streams lazily: it would need every part open until the book is saved, which takes more memory than the
book itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pikepdf
from pikepdf import Array, Dictionary, Object, Stream


def take_over(pdf: pikepdf.Pdf, pages: Iterable[pikepdf.Page]) -> Sequence[Object]:
    """The pages, added to the end of the book, with the bytes of all that they show except fonts."""
    first = len(pdf.pages)
    pdf.pages.extend(pages)
    taken = [pdf.pages[index].obj for index in range(first, len(pdf.pages))]
    copied: dict[tuple[int, int], Object] = {}
    for page in taken:
        page.Contents = _copied(pdf, page.Contents, copied)
        page.Resources = _copied(pdf, page.Resources, copied)
    return taken


def _copied(pdf: pikepdf.Pdf, thing: Object, copied: dict[tuple[int, int], Object]) -> Object:
    """A thing with all streams below it copied; what is shared stays shared. Fonts are the binder's."""
    if not isinstance(thing, Object):
        return thing
    known = copied.get(thing.objgen) if thing.is_indirect else None
    if known is not None:
        return known
    made = thing
    if isinstance(thing, Stream):
        made = pdf.make_stream(thing.read_raw_bytes())
        made.stream_dict = thing.stream_dict
    if thing.is_indirect:
        copied[thing.objgen] = made
    if isinstance(made, Array):
        for index, entry in enumerate(made):
            made[index] = _copied(pdf, entry, copied)
    elif isinstance(made, Dictionary | Stream):
        for key, value in made.items():
            if key != "/Font" and isinstance(value, Array | Dictionary | Stream):
                made[key] = _copied(pdf, value, copied)
    return made
