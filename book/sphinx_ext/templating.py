"""Parts of a page from templates of ours, which escape every value: titles and summaries come from strangers.

Sphinx's own template environment escapes nothing, so it gets finished parts to paste and no text of a chapter.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from docutils.utils.smartquotes import smartyPants
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from book.model.month import day_title

TEMPLATES = Path(__file__).parent / "templates"


@cache
def typographic(text: str) -> str:
    """Plain text with curly quotes, dashes and ellipses, as Sphinx sets them in the body of a chapter."""
    return str(smartyPants(text, "qDe", "en"))


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES / "parts"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["typographic"] = typographic
    environment.filters["day"] = day_title
    return environment


def render(template: str, **values: Any) -> Markup:
    """The markup of `templates/parts/<template>`, filled and escaped."""
    return Markup(_environment().get_template(template).render(values))
