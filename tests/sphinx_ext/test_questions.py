"""Questions from a chapter to its fragment, its page, and whoever shows them elsewhere."""

from __future__ import annotations

import pickle
import re
from pathlib import Path

import pytest

from book.model import Mains, Mcq
from book.sphinx_ext.questions.markup import demand
from tests.sphinx_ext.conftest import Book, files

CHAPTER = "economy/repo-rate"
PAGE = f"{CHAPTER}.md"
END = "\n## Last\n\nLast words.\n"
QUESTIONS = """
::::{mcq}
:answer: b
:level: hard
:id: the-rate

Who sets the repo rate, "they" or the *MPC* ([outside](https://example.org/x))? See [](inflation.md).

![A square](../polity/images/square.png) and $x^2$

- They
- The **MPC**

  | a | b |
  |---|---|
  | c | d |

:::{explanation}
The MPC, at [its meetings](#background); see {term}`repo rate`.
:::
::::

:::::{mains}
:marks: 1
:words: 150
:directive: discuss

Discuss the MPC.

::::{outline}
- Its members
::::
:::::
"""


@pytest.fixture
def asked(book: Book) -> Book:
    """The small book with two questions in the middle of a chapter."""
    path = book.chapters / PAGE
    path.write_text(path.read_text("utf-8") + QUESTIONS + END, "utf-8")
    return book


def test_the_fragment_ends_with_the_questions_and_has_no_answers(asked: Book) -> None:
    asked.build("fragments")
    html = asked.fragment(CHAPTER).html
    order = ["Last words.", 'class="questions"', "Who sets", "Discuss", 'class="endnotes"', 'class="sources"']
    assert sorted(order, key=html.index) == order
    assert "at its meetings" not in html
    assert "Its members" not in html
    assert "150 words, 1 mark<" in html


def test_the_fragment_has_the_answers_apart(asked: Book) -> None:
    asked.build("fragments")
    fragment = asked.fragment(CHAPTER)
    [mcq], [mains] = fragment.mcqs, fragment.mains
    assert (mcq.id, mcq.number, mcq.letter, mcq.level) == ("economy-repo-rate--the-rate", 1, "b", "hard")
    assert mcq.stem.startswith("<p>Who sets the repo rate, “they” or the <em>MPC</em> (<a ")
    assert "See Inflation Eases." in mcq.stem  # a link into the book would lead nowhere
    assert mcq.options[0] == "They"
    assert mcq.options[1].startswith("<p>The <strong>MPC</strong></p>\n<table")
    assert mcq.explanation == "<p>The MPC, at its meetings; see repo rate.</p>"
    assert (mains.id, mains.number, mains.marks, mains.words) == ("economy-repo-rate--q2", 2, 1, 150)
    assert (mains.directive, mains.outline) == ("discuss", "<ul>\n<li><p>Its members</p></li>\n</ul>")


def test_parts_name_images_of_the_fragment_and_have_no_ids(asked: Book) -> None:
    folder = asked.build("fragments")
    fragment = asked.fragment(CHAPTER)
    parts = [part for mcq in fragment.mcqs for part in (mcq.stem, *mcq.options, mcq.explanation)]
    sources = re.findall(r'src="([^"]*)"', "".join(parts))
    assert len(sources) == 2
    assert set(sources) <= set(fragment.images)
    assert all((folder / source).is_file() for source in sources)
    assert not re.search(r'\bid="|book\.invalid|class="term"', "".join(parts))


def test_a_chapter_without_questions_has_no_section(book: Book) -> None:
    html, fragments = book.build("html"), book.build("fragments")
    assert "question" not in (fragments / f"{CHAPTER}.html").read_text("utf-8")
    assert "question" not in (html / f"{CHAPTER}.html").read_text("utf-8")
    assert book.fragment(CHAPTER).mcqs == book.fragment(CHAPTER).mains == ()


def test_terms_are_linked_in_the_text_first_and_never_in_options(asked: Book) -> None:
    html = (asked.build("html") / f"{CHAPTER}.html").read_text("utf-8")
    text, questions = html.split('<section class="questions"')
    assert ">MPC</a>" in text
    options = questions.split("<details")[0].split("<ol ")[1]
    assert "MPC" in options
    assert 'class="term"' not in options
    assert 'class="term"' in questions  # the {term} of the explanation


def test_a_question_has_no_gloss_that_may_answer_it(asked: Book) -> None:
    asked.edit(PAGE, "Discuss the MPC.", "Discuss the council.")
    asked.edit("economy/glossary.md", "repo rate\n  The rate", "council\n  A body.\n\nrepo rate\n  The rate")
    asked.build("fragments")
    questions = asked.fragment(CHAPTER).html.split('class="questions"')[1]
    assert ">council</a>" in questions
    assert "gloss-note" not in questions


def test_stems_cannot_bring_markup(asked: Book) -> None:
    asked.edit(PAGE, "Who sets", "`</details><script>alert(1)</script>` &lt;/fieldset> \\<b onclick=x> Who sets")
    asked.edit(PAGE, "- They\n", "- They &lt;img src=x onerror=alert(1)>\n")
    html = (asked.build("html") / f"{CHAPTER}.html").read_text("utf-8")
    asked.build("fragments")
    [mcq] = asked.fragment(CHAPTER).mcqs
    for markup in (html, asked.fragment(CHAPTER).html, mcq.stem, *mcq.options):
        assert not re.search(r"<(script>alert|b |img src=x)", markup)
        assert markup.count("<fieldset") == markup.count("</fieldset>")
    assert "&lt;img src=x onerror=alert(1)&gt;" in mcq.options[0]


@pytest.mark.parametrize(
    "text",
    [
        "> :::{mcq}\n> :answer: a\n>\n> What?\n>\n> - One\n> - Two\n> :::",
        ":::{mcq}\n:answer: c\n\nWhat?\n\n- One\n- Two\n:::",
        ":::{mcq}\n:answer: a\n\nWhat?\n:::",
        ":::{explanation}\nNone.\n:::",
        "::::{note}\n:::{mains} Why?\n:::\n::::",
    ],
)
def test_what_the_check_refuses_is_left_out(book: Book, text: str) -> None:
    path = book.chapters / PAGE
    path.write_text(path.read_text("utf-8") + f"\n{text}\n", "utf-8")
    with pytest.raises(Exception, match="question"):
        book.build("fragments", reading=book.unchecked())


def test_several_processes_write_the_same(asked: Book, tmp_path: Path) -> None:
    for number in range(10):
        copy = (asked.chapters / PAGE).read_text("utf-8")
        (asked.chapters / f"economy/rate-{number}.md").write_text(copy, "utf-8")
    for builder in ("html", "fragments"):
        one, two = tmp_path / "one", tmp_path / "two"
        asked.build(builder, into=one)
        asked.build(builder, into=two, jobs=2)
        assert files(one / builder) == files(two / builder)


def test_an_edit_of_an_answer_is_built_as_from_nothing(asked: Book, tmp_path: Path) -> None:
    asked.build("html")
    asked.build("fragments")
    asked.edit(PAGE, "The MPC, at", "It is the MPC, at")
    for builder in ("html", "fragments"):
        asked.build(builder)
        asked.build(builder, into=tmp_path / "clean")
        assert files(tmp_path / builder) == files(tmp_path / "clean" / builder)
    assert asked.fragment(CHAPTER).mcqs[0].explanation.startswith("<p>It is the MPC")


def test_the_environment_forgets_questions_that_are_gone(asked: Book) -> None:
    def known() -> list[str]:
        environment = pickle.loads((asked.folder / "doctrees/environment.pickle").read_bytes())
        return list(environment.domaindata["questions"]["questions"])

    asked.build("fragments")
    assert known() == [CHAPTER]
    asked.edit(PAGE, QUESTIONS, "")
    asked.build("fragments")
    assert known() == []


def test_what_is_kept_does_not_drag_the_page_along(asked: Book) -> None:
    asked.build("fragments")
    environment = pickle.loads((asked.folder / "doctrees/environment.pickle").read_bytes())
    kept = pickle.dumps(environment.domaindata["questions"])
    assert b"Last words." not in kept


@pytest.mark.parametrize(
    ("marks", "words", "text"), [(15, 250, "250 words, 15 marks"), (1, 0, "1 mark"), (0, 1, "1 word"), (0, 0, "")]
)
def test_what_a_question_to_write_on_asks_for(marks: int, words: int, text: str) -> None:
    assert demand(marks, words) == text


def test_the_model_names_the_right_option() -> None:
    assert Mcq("x", "a/b", 1, "?", ("x", "y", "z"), 2).letter == "c"
    assert Mains("x", "a/b", 1, "?").marks == 0
