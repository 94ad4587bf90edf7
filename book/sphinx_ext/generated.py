"""Pages that have no file in `chapters/`: an index of terms, what a tag or a part of the syllabus has, and so on.

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


def register_pages(app: Sphinx, pages: Callable[[Sphinx], Iterable[GeneratedPage]]) -> None:
    """Have pages written with the HTML book; `pages(app)` is called in each build, after all sources are read."""
    app.connect(EVENT, lambda app: list(pages(app)))


def generated_pages(app: Sphinx) -> dict[str, GeneratedPage]:
    """All generated pages of this build by name."""
    return {page.name: page for pages in app.emit(EVENT) for page in pages}


def setup_generated(app: Sphinx) -> None:
    """The event through which features bring their pages."""
    app.add_event(EVENT)
