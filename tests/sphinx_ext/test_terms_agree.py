"""What the source finds without Sphinx is what the built book has: the text that is read, and every use of a term."""

from __future__ import annotations

import pickle
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from book.source import Reading, read_book
from book.source.known_terms import KnownTerms
from book.source.uses import chapter_uses
from book.sphinx_ext.semantic_nodes import term_use
from book.sphinx_ext.term_domain import Lookup, Use
from book.terms import BORDER, MASK, term_key
from tests.sphinx_ext.conftest import BOOK, ROOT, Book

NASTY = Path(__file__).with_name("nasty.md")
GLOSSARY = """# Glossary of Polity

```{glossary}
ombudsman
  An officer who hears complaints about the *repo rate*.

quiet room
  A room.
```
"""


@dataclass
class Built:
    """A book that was read and built; what is known of its terms after the build."""

    reading: Reading
    folder: Path

    def __post_init__(self) -> None:
        environment = pickle.loads((self.folder / "environment.pickle").read_bytes())
        self.domain = environment.domaindata["glossary"]
        self.lookup = Lookup.of(self.domain["entries"], self.domain["uses"])

    def uses(self, docname: str) -> Iterator[tuple[str, str]]:
        """The uses of a chapter as the environment has them; whether they are marked only its doctree knows."""
        doctree = pickle.loads((self.folder / f"{docname}.doctree").read_bytes())
        marked = {use["ids"][0]: not use.get("automatic") for use in doctree.findall(term_use)}
        recorded: tuple[Use, ...] = self.domain["uses"].get(docname, ())
        for use in recorded:
            how = "explains" if use.explains else "by hand" if marked[use.id] else "automatic"
            yield self.lookup.by_form[term_key(use.name)].names[0], how

    def text(self, docname: str) -> list[str]:
        return plain(self.domain["texts"].get(docname, "").split(f"\n{BORDER}\n"))


def plain(blocks: list[str]) -> list[str]:
    """The blocks without what makes no difference: curly quotes, dashes, the length of what is not read."""
    text = f"\n{BORDER}\n".join(blocks).replace("---", "—").replace("--", "–").replace("...", "…")
    text = text.translate(str.maketrans("“”‘’", "\"\"''"))
    text = re.sub(f"{MASK}+", MASK, text)
    found = (" ".join(block.split()).removeprefix("– ") for block in text.split(f"\n{BORDER}\n"))  # – Author
    return [block for block in found if block.strip(MASK)]


def build(folder: Path) -> Built:
    book = Book(folder)
    reading = read_book(book.chapters)
    book.build("fragments", reading=reading)
    return Built(reading, folder / "doctrees")


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
        blocks = [block.text for block in built.reading.pages[path].scan.prose]
        assert plain(blocks) == built.text(path.removesuffix(".md")), path
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
