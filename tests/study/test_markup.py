"""Markup off the page."""

from __future__ import annotations

import pytest

from book.study.markup import BLANK, Card, hide, parse, plain

HIDDEN = [
    ("<p>Repo rates and the repo-rate, RRs.</p>", f"<p>{BLANK} and the {BLANK}, {BLANK}.</p>"),
    ("<p>The <em>repo</em> rate’s rise</p>", f"<p>The <em>{BLANK}</em>’s rise</p>"),
    ("<p>A rr, an ARR and a repo ratepayer</p>", "<p>A rr, an ARR and a repo ratepayer</p>"),
    ("<ul><li>repo</li><li>rate</li></ul>", "<ul><li>repo</li><li>rate</li></ul>"),
    ("<p>a repo rate</p><p>Repo rate</p>", f"<p>a {BLANK}</p><p>{BLANK}</p>"),
]


@pytest.mark.parametrize(("markup", "expected"), HIDDEN)
def test_names_are_blanked_out_in_every_form_and_over_markup(markup: str, expected: str) -> None:
    root = parse(markup)
    hide(root, ["repo rate", "RR"])
    assert Card().write(root) == expected


WRITTEN = [
    ('<p id="x" class="y" onclick="z">a</p>', "<p>a</p>"),
    ('<a href="javascript:alert(1)">a</a>', "a"),
    ('<a href="https://x.org/?a=1&amp;b=[2]">a</a>', '<a href="https://x.org/?a=1&amp;b=&#91;2]">a</a>'),
    ("<script>alert(1)</script><iframe src='x'></iframe>b", "alert(1)b"),
    ('<img src="../../secret.png" alt="a &quot;b&quot; [sound:x]">', "a &quot;b&quot; &#91;sound:x]"),
    ('see <a href="#a">it</a> <span class="page-of" data-to="a"></span>, there', "see it, there"),
    ('<a href="#a">x</a><span class="gloss"><span>g <b>h</b><br></span></span> y', "x y"),
    ("&lt;b&gt; {{c1::x}} [latex]\\(y\\)[/latex]", "&lt;b&gt; {{c1::x}} &#91;latex]\\(y\\)&#91;/latex]"),
    ("a<br>b</div><ul><li>open", "a<br>b<ul><li>open</li></ul>"),
    ("a\x1fb", "ab"),
    ('<ol start="7" class="x"><li>a</li></ol>', '<ol start="7"><li>a</li></ol>'),
    ('<ol start="x"><li>a</li></ol>', "<ol><li>a</li></ol>"),
]


@pytest.mark.parametrize(("markup", "expected"), WRITTEN)
def test_a_card_has_what_is_known_and_text(markup: str, expected: str) -> None:
    assert Card().write(parse(markup)) == expected


PLAIN = [
    ("<p>a\nb</p>\n<p>c</p>", "a b\nc"),
    ("<ol><li><p>x</p></li>\n<li>y</li></ol><ol start='7'><li>z</li></ol>", "1. x\n2. y\n7. z"),
    ("<p>One:</p><ul><li><p>x</p></li><li>y</li></ul>", "One:\n• x\n• y"),
    ("<table><tr><th>a</th><th>b</th></tr><tr><td>c</td><td>d</td></tr></table>", "a | b\nc | d"),
    ('<p>so <img class="math" src="m.svg" alt="x^2"> &lt; <em>y</em></p>', "so x^2 < y"),
]


@pytest.mark.parametrize(("markup", "expected"), PLAIN)
def test_plain_words(markup: str, expected: str) -> None:
    assert plain(markup) == expected
