"""The scan must see the text as MyST-Parser will: same rules, same anchors, same directives and roles."""

from pathlib import Path

import pytest
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from myst_parser.config.main import MdParserConfig
from myst_parser.mdit_to_docutils.base import DocutilsRenderer, make_document
from myst_parser.parsers.mdit import create_md_parser

from book.source import heading_slug
from book.source.dialect import SILENT_NESTING, parser
from book.source.markdown import scan
from book.source.markup import DOLLAR_MATH, HEADING_ANCHORS, MYST_EXTENSIONS
from tests.source.books import HERE, sections

CONFIG = MdParserConfig(
    enable_extensions=list(MYST_EXTENSIONS),
    heading_anchors=HEADING_ANCHORS,
    heading_slug_func=heading_slug,
    **{f"dmath_{name}": value for name, value in DOLLAR_MATH.items()},
)
TEXTS = {
    f"{case.stem}/{path}": text
    for case in sorted((HERE / "cases").glob("*.txt"))
    for path, text in sections(case.read_text("utf-8")).items()
    if path.endswith(".md")
}


def test_the_same_rules_are_active() -> None:
    theirs = create_md_parser(CONFIG, RendererHTML).get_active_rules()
    theirs["block"].remove("front_matter")  # split off before
    theirs["core"].remove("wordcount")  # counts what no reader sees
    assert parser().get_active_rules() == theirs


def outline(tokens: list[Token]) -> list[tuple[str, str, int, str, list[int] | None]]:
    return [(token.type, token.tag, token.level, token.content, token.map) for token in tokens]


@pytest.mark.parametrize("name", TEXTS)
def test_the_blocks_are_those_that_myst_sees(name: str) -> None:
    text = TEXTS[name]
    if text.startswith("---"):
        text = "\n" + text  # no front matter for either
    theirs = create_md_parser(CONFIG, RendererHTML).parse(text)
    ours = parser().parse(text, {})
    if name != "markup/economy/repo-rate.md":  # has lists nested so deep that MyST drops them
        assert outline(ours) == outline(theirs)


def test_nesting_is_refused_exactly_where_myst_drops_text() -> None:
    myst = create_md_parser(CONFIG, RendererHTML)
    for depth in range(SILENT_NESTING - 3, SILENT_NESTING + 3):
        text = "# T\n\n" + "> " * depth + "word"
        dropped = "word" not in myst.render(text)
        assert [found.rule for found in scan(text).problems] == ["markup/nesting"] * dropped


@pytest.mark.parametrize(
    "text",
    [
        "# One\n\n## Two\n\n## Two\n\n### two\n\n## Two-1\n",
        "# A `b` *c* {term}`d` ![e](f.png) <http://g.org> \\* &amp; h\n",
        "Over\n*two* lines\n===\n\n## ?!\n\n## ?!\n\n##\n\n##### five\n\n## हिंदी\n",
    ],
)
def test_anchors_are_those_that_myst_makes(text: str) -> None:
    myst = create_md_parser(CONFIG, DocutilsRenderer)
    document = make_document("page.md")
    document.settings.report_level = 5
    document.settings.myst_suppress_warnings = ["myst"]
    myst.options["document"] = document
    myst.render(text)
    assert [heading.slug for heading in scan(text).headings if heading.slug] == list(document.myst_slugs)


def test_the_folder_of_cases_was_found() -> None:
    assert len(TEXTS) > 30
    assert Path(HERE / "base.txt").exists()
