"""The printed glossary: its order, what stands under an alias, and the pages of use, read back from the PDF."""

from __future__ import annotations

import io
import re
from random import Random

import pikepdf
import pypdfium2
import pytest

from book.press.fragment import Fragment, GlossaryEntry, TermUse
from book.press.glossary import Entry, lines_of
from book.press.pagination import Use, ranges
from book.press.printed import Printed
from book.press.profile import ECONOMY, READING, Profile
from book.terms import letter, sort_key
from tests.press.conftest import WORDS, article, case_in, print_with
from tests.press.structure import faults, outline, structure

ORDERED = [
    "3D printing", "5G", "15th Finance Commission",
    "balance of payments", "balance-of-power", "balances", "bank rate", "Éclair", "eclipse", "e-commerce", "economy",
    "the Hague", "hague rules", "Indian Ocean", "India's claim", "Møller", "Moscow", "NATO", "no first use",
    "non-alignment", "nonary", "Quad", "Theory", "U.N.", "UN Charter", "zone",
    "अंक", "अनुच्छेद", "कर", "क़ानून", "कारक", "किसान", "कृषि", "क्षेत्र", "खनिज", "रेपो दर", "संघ", "स्वराज",
]  # fmt: skip


def test_glossary_sorts_as_a_dictionary_does():
    shuffled = Random(1).sample(ORDERED, len(ORDERED))
    assert sorted(shuffled, key=sort_key) == ORDERED
    assert "".join(dict.fromkeys(map(letter, ORDERED))) == "0–9BEHIMNQTUZअकखरस"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Balance-of-Payments", "balance of payments"),
        ("the Hague", "Hague"),
        ("coup d’état", "coup d'etat"),
        ("Straße", "STRASSE"),
        ("ﬁnance", "finance"),
        ("कानून", "क़ानून"),
    ],
)
def test_nothing_but_letters_counts(one, other):
    assert sort_key(one) == sort_key(other)


def entry(*names: str) -> Entry:
    return Entry(names[0], names, "", (), ())


def test_an_alias_has_a_line_unless_its_entry_is_beside_it():
    entries = [
        entry("North Atlantic Treaty Organization", "NATO"),
        entry("net zero"),
        entry("nuclear umbrella", "nuclear shield", "umbrella"),  # shield stands right before it
        entry("Zeta", "yield"),  # beside it, but under another letter
        entry("whip", "whipping"),
        entry("Treaty", "the treaty"),
    ]
    found = [(line.name, line.entry.id if line.is_alias else "") for line in lines_of(entries)]
    assert found == [
        ("NATO", "North Atlantic Treaty Organization"),
        ("net zero", ""),
        ("North Atlantic Treaty Organization", ""),
        ("nuclear umbrella", ""),
        ("Treaty", ""),
        ("umbrella", "nuclear umbrella"),
        ("whip", ""),
        ("yield", "Zeta"),
        ("Zeta", ""),
    ]


@pytest.mark.parametrize(
    ("uses", "shown"),
    [
        ([(14, "a"), (16, "b"), (17, "c"), (17, "d"), (18, "e"), (21, "f")], "14>a 16–18>b 21>f"),
        ([(16, "a"), (17, "b"), (17, "c", True), (17, "d", True), (18, "e")], "16>a **17>c 18>e"),
        ([(3, "a", True), (4, "b", True), (5, "c"), (6, "d"), (8, "e", True)], "**3–4>a 5–6>c **8>e"),
        ([(2, "z"), (2, "a")], "2>z"),  # the first in the text
        ([], ""),
    ],
)
def test_pages_of_use(uses, shown):
    found = ranges(Use(*use) for use in uses)
    assert " ".join(f"{'**' if r.explains else ''}{r}>{r.target}" for r in found) == shown


# --- printed ---

GLOSSARY = "peace/glossary"


def known(name: str, *aliases: str, uses: tuple[str, ...] = (), see_also: tuple[str, ...] = ()) -> GlossaryEntry:
    html = f"<p>Meaning of {name}.</p>"
    return GlossaryEntry(f"peace-glossary--term-{name.replace(' ', '-')}", (name, *aliases), html, uses, see_also)


ENTRIES = (
    known("pact", "treaty of alliance", see_also=("unused", "5G", "bloc")),
    known("bloc", uses=("axis",)),
    known("axis", see_also=("unused",)),
    known("unused", "nobody"),
    known("5G", "fifth generation"),
    known("रेपो दर"),
    known("अभियान", "campaign"),
)


def place(number: int, words: str) -> str:
    return f'<span id="peace-one--term-use-{number}">{words}</span>'


def book(folder, profile: Profile) -> Printed:
    """The chapter One uses `pact` in each paragraph, and explains it under a heading; of the rest each once."""
    case = case_in(folder)
    others = ("bloc", "5G", "रेपो दर", "अभियान")
    paragraphs = [f"<p>{WORDS * 3} {place(n, 'pact')} mark{n:02}. {WORDS * 3}</p>" for n in range(40)]
    paragraphs[20:20] = [f'<section id="peace-one--what"><h2>What a pact is</h2><p>{WORDS}</p></section>']
    body = "".join(paragraphs) + "".join(f"<p>{place(40 + n, name)}</p>" for n, name in enumerate(others))
    uses = [TermUse("pact", f"peace-one--term-use-{n}") for n in range(40)]
    uses += [TermUse("pact", "peace-one--what", explains=True)]
    uses += [TermUse(name, f"peace-one--term-use-{40 + n}") for n, name in enumerate(others)]
    Fragment("peace/one", "One", article("peace/one", "One", body), tuple(uses)).write(case.press.fragments)
    Fragment(GLOSSARY, "Glossary", "", entries=ENTRIES).write(case.press.fragments)
    return print_with(case, profile)


@pytest.fixture(scope="module", params=[READING, ECONOMY], ids=lambda profile: profile.name)
def printed(request, tmp_path_factory) -> Printed:
    return book(tmp_path_factory.mktemp(request.param.name), request.param)


def pages(printed: Printed) -> dict[str, str]:
    """The text of each page by its label."""
    pdf = pypdfium2.PdfDocument(printed.pdf)
    texts = (" ".join(page.get_textpage().get_text_bounded().split()) for page in pdf)
    return {pdf.get_page_label(index): text for index, text in enumerate(texts)}


def glossary(printed: Printed) -> str:
    return " ".join(text for text in pages(printed).values() if "Meaning of" in text)


def test_every_page_that_uses_a_term_is_listed_and_the_page_that_explains_it_is_bold(printed):
    """A term on three pages and more in a row: what is listed is what a reader finds by turning the pages."""
    on_page = {int(label): text for label, text in pages(printed).items() if label.isdecimal()}
    using = [folio for folio, text in on_page.items() if re.search(r"mark\d\d", text)]
    (explaining,) = (folio for folio, text in on_page.items() if "What a pact is" in text)
    assert len(using) >= 3
    assert using == list(range(using[0], using[-1] + 1))
    (report,) = (term for term in printed.report["terms"] if term["term"] == "pact")
    also = [folio for folio, text in on_page.items() if "A summary" not in text and "again." in text]  # chapter Three
    assert report["pages"] == sorted({*using, *also})
    assert report["explained"] == [explaining]
    shown = re.search(r"Meaning of pact\. See also 5G, bloc\. ([\d–, ]+\d)", glossary(printed))
    assert shown[1] == ", ".join(map(str, ranges(Use(n, "", n == explaining) for n in report["pages"])))
    assert f" {explaining}," in f" {shown[1]},"


def test_bold_is_the_page_that_explains_and_no_other(printed):
    explained = {str(folio) for term in printed.report["terms"] for folio in term["explained"]}
    bold = ""
    for page in pypdfium2.PdfDocument(printed.pdf):
        text = page.get_textpage()
        if "Meaning of" in text.get_text_bounded():
            for index in range(text.count_chars()):
                font = text.get_textobj(index)
                heavy = font is not None and "bold" in font.get_font().get_base_name().lower()
                bold += text.get_text_range(index, 1) if heavy else " "
    assert set(re.findall(r"(?<![\w–])\d+(?![\w–])", bold)) - {"2022"} == explained  # the year is in the running head


def test_lines_are_in_the_order_of_a_dictionary_under_their_letters(printed):
    words = re.sub(r"Glossary|\d{4}|August", "", glossary(printed))
    heads = ["0–9", "5G", "A", "axis", "B", "bloc", "C", "campaign", "F", "fifth", "P", "pact", "T", "treaty", "अ", "र"]
    places = [re.search(rf"(?<=\s){head}(?=\s)", words).start() for head in heads]
    assert places == sorted(places)


def test_aliases_and_see_also_lead_to_entries_that_are_printed(printed):
    text = glossary(printed)
    assert "fifth generation see 5G" in text
    assert "treaty of alliance see pact" in text
    assert re.search(r"campaign see \S*अ", text)
    assert "unused" not in text
    assert "nobody" not in text
    assert re.search(r"Meaning of axis\.(?! See)", text)
    with pikepdf.open(io.BytesIO(printed.pdf)) as pdf:
        assert faults(pdf) == []
        names = pdf.Root.Names.Dests.Names
        where = dict(zip(map(str, names[::2]), names[1::2], strict=True))
        labels = list(pages(printed))
        for other in ("5G", "bloc", "pact"):
            index = next(
                i
                for i, page in enumerate(pdf.pages)
                if page.obj.objgen == where[f"peace-glossary--term-{other}"][0].objgen
            )
            assert f"Meaning of {other}." in pages(printed)[labels[index]]


def test_see_also_and_pages_are_paragraphs_of_links_for_a_screen_reader(printed):
    with pikepdf.open(io.BytesIO(printed.pdf)) as pdf:
        (pact,) = (part for part in structure(pdf).walk() if part.role == "Sect" and outline(part).count("Link") > 3)
        assert re.fullmatch(r"Sect\(H2 L\(LI\(Lbl LBody\(P P\(Link Link\) P\((Link ?){2,4}\)\)\)\)\)", outline(pact))


def test_pages_of_use_lead_to_the_uses(printed):
    """Each range to the first use on its first page, the page that explains to its heading."""
    with pikepdf.open(io.BytesIO(printed.pdf)) as pdf:
        names = pdf.Root.Names.Dests.Names
        targets = {str(name) for name in names[::2]}
        linked = {str(link.Dest) for page in pdf.pages for link in page.obj.get("/Annots", []) if "/Dest" in link}
    assert "peace-one--what" in targets
    assert targets == linked
    assert 2 <= len([name for name in targets if "term-use" in name]) < 10
