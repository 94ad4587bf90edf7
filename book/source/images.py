"""Images of a page: files of the book, of a type that prints, with words for who cannot see them."""

from __future__ import annotations

import os
import posixpath
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

from book.model import Problem
from book.model.likeness import PATHS_ALIKE
from book.source.facts import Image
from book.source.folder import Folder
from book.source.markup import IMAGE_TYPES
from book.source.page import Page
from book.source.problems import did_you_mean, problem, quoted

KB = 1024
MAX_PICTURE = 1024 * KB  # a photograph of 1,600 by 1,200 pixels has some 400 KB; readers pay for each
MAX_SVG = 512 * KB  # a drawing: browsers and the press read it whole

# The first bytes of each type: PNG specification 5.2; JPEG SOI; RIFF container specification of WebP; XML.
_BEGINNINGS = {
    "jpeg": rb"\xff\xd8\xff",
    "jpg": rb"\xff\xd8\xff",
    "png": rb"\x89PNG\r\n\x1a\n",
    "svg": rb"(\xef\xbb\xbf)?\s*<(\?xml|!--|!DOCTYPE svg|svg)",
    "webp": rb"RIFF....WEBP",
}


def image_problems(path: str, page: Page, folder: Folder) -> Iterator[Problem]:
    """What is wrong with the images that the page at `path` shows."""
    for image in page.scan.images:
        fault = _source(image, path, folder)
        if fault:
            yield fault
        elif not image.alt:
            remedy = "say in a few words what it shows: `![words](file)`, or `:alt: words` in a figure"
            yield problem(image.line, "image/alt", f"the image {quoted(image.source)} has no words", remedy)


def _source(image: Image, path: str, folder: Folder) -> Problem | None:
    line, shown = image.line, quoted(image.source)
    if re.match(r"[A-Za-z][A-Za-z0-9+.-]*:|//", image.source):
        return problem(line, "image/remote", f"the image {shown} is not a file", "put it into the folder images/")
    target = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(image.source)))
    if image.source.startswith(("/", "\\")) or target.startswith(".."):
        return problem(line, "image/outside", f"the image {shown} is not within the book", "write `images/file.png`")
    suffix = posixpath.splitext(target)[1].removeprefix(".")
    if suffix.lower() not in IMAGE_TYPES or "/images/src/" in f"/{target}":
        remedy = f"save it as one of {', '.join(IMAGE_TYPES)} in the folder images/"
        return problem(line, "image/type", f"{shown} is no image that the book can show", remedy)
    if target in folder.symlinks or any(target.startswith(f"{link}/") for link in folder.symlinks):
        return problem(line, "image/symlink", f"the image {shown} is a symbolic link", "put the file itself there")
    if target in folder.images:
        return None
    here = [posixpath.relpath(known, posixpath.dirname(path) or ".") for known in sorted(folder.images)]
    return problem(
        line,
        "image/missing",
        f"there is no image {shown}",
        did_you_mean(image.source, here, "add the file", PATHS_ALIKE),
    )


def file_problems(root: Path, folder: Folder) -> Iterator[tuple[str, Problem]]:
    """Images whose content is not what their name says, or is too much."""
    for path in sorted(folder.images):
        suffix = posixpath.splitext(path)[1].lower().removeprefix(".")
        try:
            with (root / path).open("rb") as file:
                beginning, size = file.read(64), os.fstat(file.fileno()).st_size
        except OSError as error:
            yield path, problem(0, "file/unreadable", f"the file cannot be read ({error.strerror})", "check its rights")
            continue
        if not re.match(_BEGINNINGS[suffix], beginning, re.DOTALL):
            message = f"the content of this file is not {suffix.upper()}"
            yield path, problem(0, "image/content", message, "save it again from a program that draws or shows images")
        most = MAX_SVG if suffix == "svg" else MAX_PICTURE
        if size > most:
            message = f"the image has more than {most // KB:,} KB"
            remedy = "draw it with fewer shapes" if suffix == "svg" else "save it smaller: 1,600 pixels wide is enough"
            yield path, problem(0, "image/size", message, remedy)
