"""What has no file in `chapters/`: pages such as an index of terms, and files such as a feed.

They are written like all others exactly when what they show has changed, and removed when they are no more.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

if TYPE_CHECKING:
    from sphinx.application import Sphinx

EVENT = "generated-pages"
FILES_EVENT = "generated-files"

Link = Callable[[str], str]  # docname -> its address from the page


@dataclass(frozen=True)
class GeneratedPage:
    """A page `<name>.html`: `inputs` are all that its body shows, by `repr`, and `body` makes it.

    `body` gets a function from the name of a page to its address from this one. It is only called where the page
    is written.
    """

    name: str
    title: str
    inputs: object
    body: Callable[[Link], Markup]
    description: str = ""


@dataclass(frozen=True)
class GeneratedFile:
    """A file that is no page, `name` its path below the output.

    `inputs` are all that it is made from, by `repr`, and `data` gives its bytes; it is only called where the file is
    written.
    """

    name: str
    inputs: object
    data: Callable[[], bytes]


def register_pages(app: Sphinx, pages: Callable[[Sphinx], Iterable[GeneratedPage]]) -> None:
    """Have pages written with the HTML book; `pages(app)` is called in each build, after all sources are read."""
    app.connect(EVENT, lambda app: list(pages(app)))


def generated_pages(app: Sphinx) -> dict[str, GeneratedPage]:
    """All generated pages of this build by name."""
    return {page.name: page for pages in app.emit(EVENT) for page in pages}


def register_files(app: Sphinx, files: Callable[[Sphinx], Iterable[GeneratedFile]]) -> None:
    """Have files written with the HTML book; `files(app)` is called when `builder.generated` is known."""
    app.connect(FILES_EVENT, lambda app: list(files(app)))


def generated_files(app: Sphinx) -> dict[str, GeneratedFile]:
    """All generated files of this build by `file_key`."""
    return {file_key(file.name): file for files in app.emit(FILES_EVENT) for file in files}


def file_key(name: str) -> str:
    """What a file is called among the names of pages: none of those begins with a slash."""
    return f"/{name}"


def setup(app: Sphinx) -> None:
    """The events through which features bring their pages and files."""
    app.add_event(EVENT)
    app.add_event(FILES_EVENT)
