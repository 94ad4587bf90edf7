"""Page numbers within the text: each says the page on which its target is, in every place where a link can stand."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from book.model import Catalog, Chapter, EditionPage, Month, Query, Subject, select
from book.press.edition import Press, print_edition
from book.press.executors import Executor, executor_of
from book.press.failure import PressFailed, PressLost
from book.press.fragment import LINK_BASE, Fragment, GlossaryEntry, TermUse, page_id, page_slot
from book.press.printed import Printed
from book.press.profile import ECONOMY, READING, SCREEN, Profile
from book.press.references import Slots, label, slot
from tests.press.conftest import ROOT, Case, article, long_text

AUGUST, JULY, JUNE = Month(2022, 8), Month(2022, 7), Month(2022, 6)
NEW_PAGE = '<p style="break-before: page">A page.</p>'


def link(docname: str, words: str = "there") -> str:
    """A link to another page with its slot, as the fragment builder writes it."""
    return f'<a href="{LINK_BASE}#{page_id(docname)}">{words}</a> {page_slot(page_id(docname))}'


def book_of(tmp_path, chapters: dict[str, str], around: dict[str, str] | None = None) -> Case:
    """Chapters of August in the order given, and July's `peace/old`; `around` are other fragments."""
    folder = tmp_path / "fragments"
    names = ["peace/old", "peace/older", *chapters]
    references = tuple(map(page_id, names))
    pages = {"peace/index": "<p>About peace.</p>", "editions/2022-08": "<p>A word before.</p>"} | (around or {})
    for docname, body in {**pages, **chapters}.items():
        title = docname.rpartition("/")[2].capitalize()
        Fragment(docname, title, article(docname, title, body), references=references).write(folder)
    entry = GlossaryEntry("peace-glossary--term-pact", ("pact",), pages.get("glossary", "<p>A promise.</p>"))
    Fragment("peace/glossary", "Glossary", "", entries=(entry,), references=references).write(folder)
    days = {"peace/old": date(2022, 7, 1), "peace/older": date(2022, 6, 1)}
    known = {
        name: Chapter(name, name, "peace", days.get(name, date(2022, 8, 1 + i)), "A summary.", ("GS2",), ())
        for i, name in enumerate(names)
    }
    catalog = Catalog(
        title="The Test Book",
        subjects={"peace": Subject("peace", "Peace", 1, True)},
        chapters=known,
        edition_pages={month: EditionPage(month, month.title, None) for month in (AUGUST, JULY)},
    )
    static = ROOT / "_static"
    press = Press(static / "print", static / "fonts", folder, tmp_path / "parts", tmp_path / "releases")
    return Case(catalog, select(catalog, Query(AUGUST, AUGUST)), press)


def texts(printed: Printed) -> dict[str, str]:
    """The words of each page by its folio."""
    pdf = pypdfium2.PdfDocument(printed.pdf)
    return {
        pdf.get_page_label(i): " ".join(page.get_textpage().get_text_bounded(-99, -99, 2000, 2000).split())
        for i, page in enumerate(pdf)
    }


def first_page(printed: Printed, docname: str) -> int:
    (page,) = (chapter["first_page"] for chapter in printed.report["chapters"] if chapter["docname"] == docname)
    return page


def shown(printed: Printed, before: str) -> list[str]:
    """What is in brackets behind a word, wherever it is printed; between them may be a page's head and folio."""
    return re.findall(rf"\b{before}(?: [A-Z]\w+ [A-Z]\w+ \d+)? \(([^)]*)\)", " ".join(texts(printed).values()))


@pytest.fixture(scope="module")
def prints() -> Iterator[Callable[..., Printed]]:
    """Prints the edition of a case in a profile; the workers of a profile stay for the next test."""
    executors: dict[str, Executor] = {}

    def run(case: Case, profile: Profile = READING) -> Printed:
        workers = case.press.workers(profile)
        workers.executor.close()
        workers.executor = executors.setdefault(profile.name, executor_of(workers.setup, 1))
        return print_edition(case.press, case.edition, case.catalog, profile, workers)

    yield run
    for executor in executors.values():
        executor.close()


# --- places ---

PLACES = {
    "aparagraph": "<p>See {}.</p>",
    "abold": "<p><strong>See {}</strong>.</p>",
    "anitalic": "<p><em>See {}</em>.</p>",
    "aquotation": "<blockquote><p>See {}.</p></blockquote>",
    "anitem": "<ul><li><p>One</p><ul><li><p>See {}</p></li></ul></li></ul>",
    "adefinition": "<dl><dt>See {}</dt><dd><p>And so on.</p></dd></dl>",
    "acell": "<table><tbody><tr><td>See {}</td><td>1</td></tr></tbody></table>",
    "anarrowcell": "<table><tbody><tr><td>%s</td><td>See {}</td></tr></tbody></table>" % ("word " * 40),
    "ahead": "<table><thead><tr><th>See {}</th></tr></thead><tbody><tr><td>1</td></tr></tbody></table>",
    "atitle": "<table><caption>See {}</caption><tbody><tr><td>1</td></tr></tbody></table>",
    "acaption": "<figure><figcaption><p>See {}</p></figcaption></figure>",
    "asection": "<section><h2>See {}</h2><p>Text.</p></section>",
    "abox": '<div class="admonition"><p class="admonition-title">Note</p><p>See {}.</p></div>',
    "anote": '<aside class="footnote" role="doc-footnote"><span class="label">1</span><p>See {}.</p></aside>',
    "asource": '<section class="sources"><ul><li><p>See {}.</p></li></ul></section>',
    "asummary": '<p class="summary">See {}.</p>',
}


@pytest.fixture(scope="module")
def everywhere(tmp_path_factory) -> Case:
    body = "".join(place.format(link("peace/target", name)) for name, place in PLACES.items())
    definition = f"<p>See {link('peace/target', 'agloss')}.</p>"
    use = f'<p>A <a class="term" id="peace-one--u" href="{LINK_BASE}#peace-glossary--term-pact">pact</a>.</p>'
    around = {
        "peace/index": f"<p>See {link('peace/target', 'anopener')}.</p>",
        "editions/2022-08": f"<p>See {link('peace/target', 'aforeword')}.</p>",
        "glossary": definition,
    }
    case = book_of(
        tmp_path_factory.mktemp("everywhere"), {"peace/one": body + use, "peace/target": "<p>Here.</p>"}, around
    )
    one = Fragment(
        "peace/one",
        "One",
        article("peace/one", "One", body + use + long_text(16)),
        (TermUse("pact", "peace-one--u"),),
        references=("peace-target",),
    )
    one.write(case.press.fragments)
    return case


@pytest.mark.parametrize("profile", [READING, ECONOMY, SCREEN], ids=lambda profile: profile.name)
def test_a_reference_in_any_place_says_the_page(everywhere, profile, prints):
    printed = prints(everywhere, profile)
    page = first_page(printed, "peace/target")
    assert page > 1
    for name in [*PLACES, "anopener", "aforeword", "agloss"]:
        assert shown(printed, name) == [f"p. {page}"], name


def test_two_references_to_one_page_and_one_over_the_end_of_a_line_and_of_a_page(tmp_path, prints):
    lines = "".join(f"<p>{'a ' * i} {link('peace/target', f'n{i}')} and so on.</p>" for i in range(30, 60))
    words = "".join(f"{'word ' * i}{link('peace/target', f'm{i}')}; " for i in range(1, 40))
    printed = prints(book_of(tmp_path, {"peace/one": f"{lines}<p>{words}</p>", "peace/target": "<p>Here.</p>"}))
    page = first_page(printed, "peace/target")
    assert page > 3
    for name in [*(f"n{i}" for i in range(30, 60)), *(f"m{i}" for i in range(1, 40))]:
        assert shown(printed, name) == [f"p. {page}"], name


# --- numbers that grow ---


@pytest.mark.parametrize(
    ("pages", "profile"), [(101, READING), (1003, SCREEN)], ids=["over 99 pages", "over 999 small pages"]
)
def test_a_book_of_more_pages_than_its_length_in_words_lets_expect(tmp_path, pages, profile, prints):
    far = "<p>Text.</p>" + NEW_PAGE * (pages - 4)
    case = book_of(
        tmp_path,
        {
            "peace/one": f"<p>Near: {link('peace/two', 'near')}. Far: {link('peace/last', 'far')}.</p>",
            "peace/two": far,
            "peace/last": f"<p>Back: {link('peace/one', 'back')}.</p>",
        },
    )
    printed = prints(case, profile)
    last = first_page(printed, "peace/last")
    assert last == pages
    assert shown(printed, "near") == [f"p. {first_page(printed, 'peace/two')}"]
    assert shown(printed, "far") == [f"p. {last}"]
    assert shown(printed, "back") == [f"p. {first_page(printed, 'peace/one')}"]
    assert "Last Back: back" in texts(printed)[str(last)]


def test_openers_of_several_pages_may_need_another_figure(tmp_path, prints):
    case = book_of(
        tmp_path,
        {"peace/one": f"<p>Far: {link('peace/last', 'far')}\u00a7</p>", "peace/two": NEW_PAGE * 93, "peace/last": ""},
        {"peace/index": NEW_PAGE * 5},
    )
    printed = prints(case)
    last = first_page(printed, "peace/last")
    assert 99 < last < 104  # without the later pages of the opener it were less
    assert shown(printed, "far") == [f"p. {last}"]
    for page in pypdfium2.PdfDocument(printed.pdf):
        text = page.get_textpage()
        words = text.get_text_range()
        if "\u00a7" in words:
            bracket, after = (text.get_charbox(words.index(char)) for char in ")\u00a7")
            assert after[0] > bracket[2] - 0.5
            return
    pytest.fail("the reference is on no page")


# --- what an author may write ---


def test_what_looks_like_a_number_of_the_press_is_said_with_its_line(tmp_path, prints):
    text = f"<p>Before <strong>(p.\u20091)</strong> it; {link('peace/target')}.</p>"
    case = book_of(tmp_path, {"peace/one": text, "peace/target": "<p>Here.</p>"})
    source = tmp_path / "chapters/peace/one.md"
    source.parent.mkdir(parents=True)
    source.write_text("# One\n\nBefore **(p.&thinsp;1)** it; [there](target.md).\n", "utf-8")
    with pytest.raises(PressFailed) as failed:
        prints(case)
    (problem,) = failed.value.problems(tmp_path / "chapters")
    assert (problem.path, problem.line) == (source.as_posix(), 3)
    assert problem.message == "the text (p.\u20091) looks like a page number of the press"


def test_what_only_resembles_one_is_printed_as_it_is_written(tmp_path, prints):
    written = ["(p. 1)", "(p.\u20092)", "(p.\u2009001)", "(p.\u200912)", "p.\u20091", "(p.1)"]
    text = "".join(f"<p>Before {words} after it.</p>" for words in written) + f"<p>{link('peace/target')}.</p>"
    printed = prints(book_of(tmp_path, {"peace/one": text, "peace/target": "<p>Here.</p>"}))
    (page,) = (words for words in texts(printed).values() if "Before" in words)
    assert re.findall("Before (.*?) after", page) == [" ".join(words.split()) for words in written]
    assert shown(printed, "there") == [f"p. {first_page(printed, 'peace/target')}"]


# --- other editions ---


def release(case: Case, profile: str, text: str) -> None:
    case.press.releases.mkdir()
    (case.press.releases / f"2022-07.{profile}.json").write_text(text, "utf-8")


@pytest.fixture
def abroad(tmp_path) -> Case:
    return book_of(tmp_path, {"peace/one": f"<p>{link('peace/old', 'old')}, {link('peace/older', 'older')}.</p>"})


def test_a_page_of_an_edition_whose_report_is_known(abroad, prints):
    release(abroad, "a4", json.dumps({"chapters": [{"docname": "peace/old", "first_page": 12}]}))
    printed = prints(abroad)
    assert shown(printed, "old") == ["July 2022, p. 12"]
    assert shown(printed, "older") == []


def test_an_edition_whose_report_is_not_known_or_is_of_another_form(abroad, prints):
    release(abroad, "economy", json.dumps({"chapters": [{"docname": "peace/old", "first_page": 3}]}))
    assert shown(prints(abroad), "old") == ["July 2022"]
    assert shown(prints(abroad, ECONOMY), "old") == ["July 2022, p. 3"]


def test_a_chapter_without_an_edition_is_known_by_its_address_if_it_has_one(abroad, prints):
    assert shown(prints(abroad), "older") == []
    online = Case(abroad.catalog, abroad.edition, replace(abroad.press, site="https://book.example/"))
    assert shown(prints(online), "older") == ["book.example/peace/older.html"]


@pytest.mark.parametrize("text", ["", "<<<<<<< main\n{}", "[]", "{}", '{"chapters": [{"docname": "peace/old"}]}'])
def test_a_broken_report_is_named(abroad, text, prints):
    release(abroad, "a4", text)
    with pytest.raises(PressLost) as lost:
        prints(abroad)
    assert "releases/2022-07.a4.json is not the report of an edition" in str(lost.value.problems(abroad.press.releases))


# --- the text of slots ---


@given(st.integers(0, 9999), st.integers(1, 4))
def test_a_label_has_as_many_glyphs_as_its_slot(page, figures):
    if len(str(page)) <= figures:
        assert len(label(page, figures)) == len(slot(0, figures))
        assert label(page, figures).strip("\u2007") == f"(p.\u2009{page})"


@given(st.lists(st.sampled_from(["a", "a--b", "elsewhere", "nowhere"]), max_size=12))
def test_slots_are_numbered_and_what_is_elsewhere_is_text(targets: Sequence[str]):
    html = "".join(f"<a>x</a> {page_slot(target)}" for target in targets)
    slots = Slots({"a"}, {"elsewhere": "July <2022>"}, 2)
    filled = slots.fill(html, dict.fromkeys(targets))
    inside: Iterable[str] = [target for target in targets if target.startswith("a")]
    assert sorted(slots.targets) == sorted(inside)
    numbers = [int(number) for number in re.findall(r'<span class="page-of">\(p.\u2009(\d\d)\)</span>', filled)]
    assert [slots.targets[number - 1] for number in numbers] == inside
    assert filled.count("(July &lt;2022&gt;)") == targets.count("elsewhere")
    assert "data-to" not in filled
