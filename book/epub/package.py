"""The package: the files of an e-book in a ZIP archive, with what says which they are and in which order to read them.

EPUB 3.3 (https://www.w3.org/TR/epub-33/), and the `ncx` and `guide` of EPUB 2 for old reading software.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from urllib.parse import quote

from book.epub.manuscript import Item, templates
from book.press.imprint import AUTHOR, LICENCE

KINDS = {
    ".css": "text/css",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".ncx": "application/x-dtbncx+xml",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".ttf": "font/ttf",
    ".txt": "text/plain",
    ".webp": "image/webp",
    ".xhtml": "application/xhtml+xml",
}
EPOCH = (1980, 1, 1, 0, 0, 0)  # the first time that a ZIP archive knows


@dataclass(frozen=True)
class File:
    """A file of the package: its name, its content, its properties for the manifest."""

    name: str
    data: bytes
    properties: tuple[str, ...] = ()

    @property
    def kind(self) -> str:
        """Its media type; KeyError where an e-book may not have such a file."""
        return KINDS[posixpath.splitext(self.name)[1].lower()]

    @property
    def id(self) -> str:
        """Its name as one of XML."""
        return "file-" + re.sub(r"[^A-Za-z0-9.-]", lambda char: f"_{ord(char[0]):x}", self.name)

    @property
    def href(self) -> str:
        """Its name as an address."""
        return quote(self.name)


@dataclass(frozen=True)
class Package:
    """Pages in the order of reading, other files, and what readers and shelves are told; `day` is YYYY-MM-DD."""

    identifier: str
    title: str
    description: str
    day: str
    subjects: Sequence[str]
    pages: Sequence[File]
    others: Sequence[File]
    outline: Sequence[Item]
    hrefs: Mapping[str, str]

    def zipped(self) -> bytes:
        """The EPUB file; the same content gives the same bytes."""
        made = templates()
        about = {**vars(self), "author": AUTHOR, "licence": LICENCE, "href": self.hrefs.__getitem__}
        toc = File("toc.ncx", made.get_template("toc.ncx").render(about).encode())
        files = sorted((*self.pages, *self.others, toc), key=lambda file: file.name)
        opf = made.get_template("package.opf").render(about, files=files, spine=[page.id for page in self.pages])
        out = BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            _add(archive, "mimetype", b"application/epub+zip", zipfile.ZIP_STORED)
            _add(archive, "META-INF/container.xml", made.get_template("container.xml").render().encode())
            _add(archive, "EPUB/package.opf", opf.encode())
            for file in files:
                _add(archive, f"EPUB/{file.name}", file.data)
        return out.getvalue()


def _add(archive: zipfile.ZipFile, name: str, data: bytes, compression: int = zipfile.ZIP_DEFLATED) -> None:
    entry = zipfile.ZipInfo(name, EPOCH)
    entry.compress_type = compression
    entry.create_system = 3  # Unix, wherever it is made
    entry.external_attr = 0o644 << 16
    archive.writestr(entry, data, compresslevel=9)
