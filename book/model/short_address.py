"""Short addresses of chapters: few enough characters to type from paper, the same for as long as the book lives."""

from __future__ import annotations

from base64 import b32encode
from collections.abc import Iterable, Mapping
from hashlib import sha256

from book.model.chapter import Chapter

FOLDER = "s"  # of the site, where the short addresses are: no subject can be called so
SHORTEST = 5  # characters: of books of a thousand chapters one in sixty-seven has two that share them

# Crockford's digits, https://www.crockford.com/base32.html: none that is easily taken for another.
_DIGITS = bytes.maketrans(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", b"0123456789abcdefghjkmnpqrstvwxyz")


def short_addresses(chapters: Iterable[Chapter]) -> Mapping[str, str]:
    """The characters that stand for each chapter, by its docname: `7k2qd`.

    They are the first of a hash of the docname that the chapter had first, so that a chapter keeps them when it moves.
    Where two chapters would have the same, the one that was published first, then by docname, keeps them, and the
    other has one character more. A draft takes none from a chapter that is finished.
    """
    names: dict[str, str] = {}  # characters -> docname
    for chapter in sorted(chapters, key=lambda c: (c.draft, c.published, c.docname)):
        digits = digits_of(chapter.first_docname)
        length = next(n for n in range(SHORTEST, len(digits) + 1) if digits[:n] not in names)
        names[digits[:length]] = chapter.docname
    return {docname: name for name, docname in names.items()}


def digits_of(docname: str) -> str:
    """All that a short address of a docname can be made of."""
    return b32encode(sha256(docname.encode()).digest()).translate(_DIGITS).rstrip(b"=").decode()


def short_link_of(site: str, characters: str) -> str:
    """The short address as a whole: `https://example.org/book/s/7k2qd`."""
    return f"{site.rstrip('/')}/{FOLDER}/{characters}"
