"""What the source finds without Sphinx is what the built book has: the text that is read, and every use of a term."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from book.source.known_terms import KnownTerms
from book.source.uses import chapter_uses
from book.terms import BORDER, MASK
from tests.sphinx_ext.built import Built, build
from tests.sphinx_ext.conftest import BOOK, ROOT

NASTY = Path(__file__).with_name("nasty.md")
GLOSSARY = """# Glossary of Polity

```{glossary}
ombudsman
  An officer who hears complaints about the *repo rate*.

quiet room
  A room.
```
"""


def plain(joined: str) -> list[str]:
    """The blocks without what makes no difference: curly quotes, dashes, the length of what is not read."""
    text = joined.replace("---", "—").replace("--", "–").replace("...", "…")
    text = text.translate(str.maketrans("“”‘’", "\"\"''"))
    text = re.sub(f"{MASK}+", MASK, text)
    found = (" ".join(block.split()).removeprefix("– ") for block in text.split(f"\n{BORDER}\n"))  # – Author
    return [block for block in found if block.strip(MASK)]


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Built:
    folder = tmp_path_factory.mktemp("small")
    shutil.copytree(BOOK, folder / "chapters")
    shutil.copy(NASTY, folder / "chapters/polity/nasty.md")
    (folder / "chapters/polity/glossary.md").write_text(GLOSSARY, "utf-8")
    return build(folder)


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Built:
    folder = tmp_path_factory.mktemp("real")
    (folder / "chapters").symlink_to(ROOT / "chapters")
    return build(folder)


@pytest.fixture(params=["small", "real"])
def built(request: pytest.FixtureRequest) -> Built:
    found: Built = request.getfixturevalue(request.param)
    return found


def test_the_text_that_is_read_is_the_same(built: Built) -> None:
    chapters = [path for path, page in built.reading.pages.items() if page.kind == "chapter"]
    for path in chapters:
        text = f"\n{BORDER}\n".join(block.text for block in built.reading.pages[path].scan.prose)
        assert plain(text) == plain(built.text(path.removesuffix(".md"))), path
    assert len(chapters) > 3


def test_the_uses_are_the_same(built: Built) -> None:
    known = KnownTerms(built.reading.catalog.terms)
    found = 0
    for path, page in built.reading.pages.items():
        if page.kind == "chapter":
            uses = [(use.term, use.how) for use in chapter_uses(path, page, known)]
            assert uses == list(built.uses(path.removesuffix(".md"))), path
            found += len(uses)
    assert found > 50


def test_the_nasty_page_has_uses_of_each_kind_at_their_lines(small: Built) -> None:
    page = small.reading.pages["polity/nasty.md"]
    lines = NASTY.read_text("utf-8").split("\n")
    uses = list(chapter_uses("polity/nasty.md", page, KnownTerms(small.reading.catalog.terms)))
    assert {use.how for use in uses} == {"automatic", "by hand", "explains"}
    for use in uses:
        first_word = re.split(r"[\s\u00a0]", use.sentence[1])[0]
        assert first_word in lines[use.line - 1].replace("\\", ""), (use.line, use.sentence)
