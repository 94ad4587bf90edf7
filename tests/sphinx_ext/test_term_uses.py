"""Names of terms in plain text: which become links, what is kept of them, and what is read again when terms change."""

from __future__ import annotations

import pickle
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.sphinx_ext.conftest import Book, files

SECURITY = """\
collective security
  An arrangement by which all states answer a breach of the peace.

"""


def chapter(book: Book, text: str, *, front: str = "") -> None:
    """Give the small book's chapter on inflation another text."""
    path = book.chapters / "economy/inflation.md"
    head = path.read_text(encoding="utf-8").split("# Inflation Eases")[0]
    path.write_text(head.replace("\n---\n", f"\n{front}---\n") + f"# Inflation Eases\n\n{text}\n", encoding="utf-8")


def define(book: Book, entry: str) -> None:
    book.edit("economy/glossary.md", "```{glossary}\n", f"```{{glossary}}\n{entry}")


def links(book: Book, page: str = "economy/inflation") -> list[str]:
    """The text of the term links in print, where other uses are anchors: `[shown]` for a link, `shown` for those."""
    html = book.fragment(page).html
    found = re.findall(
        r'<(a class="term"|span)[^>]* id="[^"]*--term-use-\d+-*"[^>]*>(.*?)</(?:a|span)>', html, re.DOTALL
    )
    return [f"[{shown}]" if tag.startswith("a") else shown for tag, shown in found]


def read_again(book: Book, change: Callable[[], None], jobs: int = 1) -> set[str]:
    """The pages that a build reads after a change."""
    before = doctrees(book)
    change()
    book.build("html", jobs=jobs)
    now = doctrees(book)
    return {name for name in now if now[name] != before.get(name)}


def doctrees(book: Book) -> dict[str, int]:
    folder = book.folder / "doctrees"
    return {
        path.relative_to(folder).with_suffix("").as_posix(): path.stat().st_mtime_ns
        for path in folder.rglob("*.doctree")
    }


def domain(book: Book) -> dict[str, Any]:
    data: dict[str, Any] = pickle.loads((book.folder / "doctrees/environment.pickle").read_bytes()).domaindata
    return data["glossary"]


def test_the_first_use_in_a_chapter_is_a_link_and_others_are_places(book: Book) -> None:
    chapter(book, "Repo\nrates rose. The repo rate, said the MPC, is the repo rate.\n\n## Background\n\nRepo rate.")
    book.build("fragments")
    assert links(book) == ["[Repo\nrates]", "repo rate", "[MPC]", "repo rate", "Repo rate"]


@pytest.mark.parametrize(
    ("setting", "expected"),
    [
        ("section", ["[repo rate]", "repo rate", "[repo rate]", "repo rate"]),
        ("all", ["[repo rate]", "[repo rate]", "[repo rate]", "[repo rate]"]),
    ],
)
def test_a_setting_has_the_first_of_each_section_or_all_linked(
    book: Book, setting: str, expected: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = Path("conf.py").read_text(encoding="utf-8")
    monkeypatch.setattr("tests.sphinx_ext.conftest.ROOT", tmp_path)
    (tmp_path / "conf.py").write_text(
        config.replace("Path(__file__).parent", f"Path({str(Path.cwd())!r})") + f"\nbook_term_links = {setting!r}\n"
    )
    (tmp_path / "_static").mkdir()
    chapter(book, "The repo rate and the repo rate.\n\n## Background\n\nThe repo rate and the repo rate.")
    book.build("fragments")
    assert links(book) == expected


def test_a_use_by_hand_is_always_a_link_and_makes_later_ones_none(book: Book) -> None:
    chapter(book, "The {term}`policy rate <repo rate>`, the repo rate, the {term}`repo rates <repo rate>`.")
    book.build("fragments")
    assert links(book) == ["[policy rate]", "repo rate", "[repo rates]"]


def test_a_chapter_opts_out_by_any_name_of_a_term(book: Book) -> None:
    chapter(book, "The MPC met; the monetary policy committee {term}`MPC` met.", front="no-link: [MPC]\n")
    book.build("fragments")
    assert links(book) == ["[MPC]"]
    assert [use.term for use in book.fragment("economy/inflation").term_uses] == ["monetary policy committee"]


def test_the_same_words_twice_in_a_paragraph_are_told_apart(book: Book) -> None:
    chapter(book, "the repo rate *x* the repo rate **y** the repo rate")
    book.build("html")
    page = (book.folder / "html/economy/inflation.html").read_text(encoding="utf-8")
    text = re.sub(r"<[^>]+>", "", page)
    assert "the repo rate x the repo rate y the repo rate" in text


def test_a_chapter_explains_a_term_in_a_heading_or_where_it_says_so(book: Book) -> None:
    chapter(book, "The repo rate is a price: {explains}`repo rate`.\n\n## What the MPC is\n\nSix people.")
    book.build("fragments")
    assert [
        (use.term, use.id.rpartition("--")[2], use.explains) for use in book.fragment("economy/inflation").term_uses
    ] == [
        ("repo rate", "term-use-1", False),
        ("repo rate", "term-use-2", True),
        ("monetary policy committee", "what-the-mpc-is", True),
    ]


def test_a_definition_links_other_terms_but_not_its_own(book: Book) -> None:
    book.edit("economy/glossary.md", "It is the policy rate.", "The MPC sets the repo rate; the MPC meets often.")
    book.build("fragments")
    entries = {entry.names[0]: entry for entry in book.fragment("economy/glossary").entries}
    assert entries["repo rate"].uses == ("monetary policy committee",)
    assert links(book, "economy/glossary") == ["[repo rate]", "[MPC]", "MPC"]


def test_what_a_definition_refers_to_is_no_part_of_it(book: Book) -> None:
    book.edit("economy/glossary.md", "It is the policy rate.", "See also: MPC.")
    book.build("fragments")
    entries = {entry.names[0]: entry for entry in book.fragment("economy/glossary").entries}
    assert entries["repo rate"].see_also == ("monetary policy committee",)
    assert entries["repo rate"].uses == ()
    assert "See also" not in entries["repo rate"].html
    assert "See also" not in book.fragment("economy/repo-rate").html
    book.build("html")
    page = (book.folder / "html/economy/glossary.html").read_text(encoding="utf-8")
    assert re.search(
        r'<p class="see-also">See also <a [^>]*href="#term-monetary-policy-committee"[^>]*>MPC</a>\.</p>', page
    )


def test_the_sentence_around_the_first_use_is_kept(book: Book) -> None:
    chapter(book, "Prices rose. Then `x` made the *old* repo rate\n[matter](https://example.org/). The repo rate fell.")
    book.build("html")
    [first, second] = domain(book)["uses"]["economy/inflation"]
    assert first.sentence == ("Then x made the old ", "repo rate", " matter.")
    assert second.sentence is None


# --- what is read again ---


def test_a_new_term_has_exactly_the_chapters_read_again_that_have_it(book: Book) -> None:
    chapter(book, "It calls for collective\nsecurities.")
    book.build("html")
    assert read_again(book, lambda: define(book, SECURITY)) == {"economy/glossary", "economy/inflation"}
    book.build("fragments")
    assert links(book) == ["[collective\nsecurities]"]


def test_a_term_that_is_taken_away_or_renamed_has_them_read_again(book: Book) -> None:
    chapter(book, "It calls for collective security.")
    define(book, SECURITY)
    book.build("html")
    rename = lambda: book.edit("economy/glossary.md", "collective security\n", "shared security\n")  # noqa: E731
    assert read_again(book, rename) == {"economy/glossary", "economy/inflation"}
    book.build("fragments")
    assert links(book) == []
    assert read_again(book, lambda: chapter(book, "Shared security!")) == {"economy/inflation"}
    away = lambda: book.edit("economy/glossary.md", SECURITY.replace("collective", "shared"), "")  # noqa: E731
    assert read_again(book, away) == {"economy/glossary", "economy/inflation"}


def test_an_alias_that_moves_to_another_term_is_looked_at_again(book: Book, tmp_path: Path) -> None:
    chapter(book, "The MPC has met.", front="no-link: [repo rate]\n")
    book.build("fragments")
    assert links(book) == ["[MPC]"]
    book.edit("economy/glossary.md", "MPC\n", "")
    book.edit("economy/glossary.md", "repo rate\n  The", "repo rate\nMPC\n  The")
    assert files(book.build("fragments")) == files(book.build("fragments", into=tmp_path / "clean"))
    assert links(book) == []


def test_another_definition_has_no_chapter_read_again(book: Book) -> None:
    book.build("html")
    change = lambda: book.edit("economy/glossary.md", "The six members", "The members")  # noqa: E731
    assert read_again(book, change) == {"economy/glossary"}


def test_pages_read_by_several_processes_leave_the_same_record(book: Book, tmp_path: Path) -> None:
    chapter(book, "The repo rate of the MPC.")
    for number in range(12):  # Sphinx reads fewer than that in one process
        text = (book.chapters / "economy/inflation.md").read_text(encoding="utf-8")
        (book.chapters / f"economy/more-{number}.md").write_text(text, encoding="utf-8")
    book.build("html", jobs=1)
    alone = domain(book)
    book.build("html", jobs=2, into=tmp_path / "other")
    together = domain(Book(tmp_path / "other"))
    assert {kind: dict(sorted(alone[kind].items())) for kind in ("uses", "texts", "names")} == {
        kind: dict(sorted(together[kind].items())) for kind in ("uses", "texts", "names")
    }
    assert len(alone["uses"]) > 12
