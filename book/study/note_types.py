"""The note types of the cards: which fields a note has, and how its cards show them.

Anki knows a note type by its number: while that stays, importing again finds the notes that are there. A type whose
fields change needs a new one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import genanki

from book.study.notes import Kind

# `tex2jax_ignore`: Anki would draw \(…\) as a formula; those of the book are images.
_CARD = '<article class="tex2jax_ignore">{}</article>'
_ANSWER = '<hr id="answer">'
_SOURCE = '<p class="source">{{Source}}</p>'

CSS = """
.card {
  --paper: #fff; --ink: #1d1b18; --muted: #5c574e; --rule: #d8d3c8; --accent: #8a2319;
  margin: 0; padding: 1rem; background: var(--paper); color: var(--ink);
  font: 20px/1.45 Georgia, "Noto Serif", "Noto Serif Devanagari", serif; text-align: left;
}
.card.nightMode, .card.night_mode {
  --paper: #1b1a18; --ink: #ece7dd; --muted: #aaa397; --rule: #46423b; --accent: #ff9c8c;
}
article { max-width: 36rem; margin: 0 auto; overflow-wrap: break-word; }
.ask, .source, .also { color: var(--muted); font: 15px/1.4 system-ui, sans-serif; }
.name { margin: 0.5rem 0; font-size: 1.35em; font-weight: 700; }
.right { color: var(--accent); font-weight: 700; }
.right p { display: inline; }
.source { margin-top: 1.5rem; border-top: 1px solid var(--rule); padding-top: 0.5rem; }
a { color: var(--accent); }
hr { border: 0; border-top: 2px solid var(--rule); margin: 1rem 0; }
ol.options { padding-left: 1.6em; }
ol.options > li { margin: 0.4rem 0; }
li p { margin: 0.3rem 0; }
ol.options p { margin: 0; }
table { border-collapse: collapse; }
td, th { border: 1px solid var(--rule); padding: 0.2rem 0.5rem; text-align: left; }
img { max-width: 100%; height: auto; }
.nightMode img.math, .night_mode img.math { filter: invert(1) hue-rotate(180deg); }
.nightMode img:not(.math), .night_mode img:not(.math) { background: #fff; }
"""


@dataclass(frozen=True)
class NoteType:
    """A note type: Anki's number for it, its name, its fields, and the two sides of each of its cards by name."""

    number: int
    name: str
    fields: tuple[str, ...]
    cards: Mapping[str, tuple[str, str]]

    def for_anki(self) -> genanki.Model:
        templates = [
            {"name": name, "qfmt": _CARD.format(front), "afmt": _CARD.format(back + _SOURCE)}
            for name, (front, back) in self.cards.items()
        ]
        fields = [{"name": name} for name in self.fields]
        return genanki.Model(self.number, f"Study book: {self.name}", fields, templates, CSS)


_ALSO = '{{#Aliases}}<p class="also">also: {{Aliases}}</p>{{/Aliases}}'
_OPTIONS = '{{Question}}<ol class="options" type="a">{{Options}}</ol>'

NOTE_TYPES: Mapping[Kind, NoteType] = {
    "term": NoteType(
        1_702_283_411,
        "term",
        ("Name", "Aliases", "Definition", "Blanked", "Source"),
        {
            "Definition": (
                '<p class="ask">What is it?</p><p class="name">{{Name}}</p>',
                '<p class="name">{{Name}}</p>' + _ALSO + _ANSWER + "{{Definition}}",
            ),
            "Name": (
                '<p class="ask">What is it called?</p>{{Blanked}}',
                "{{Blanked}}" + _ANSWER + '<p class="name">{{Name}}</p>' + _ALSO,
            ),
        },
    ),
    "fact": NoteType(
        1_702_283_412,
        "key fact",
        ("Question", "Answer", "Source"),
        {"Fact": ("{{Question}}", "{{Question}}" + _ANSWER + "{{Answer}}")},
    ),
    "mcq": NoteType(
        1_702_283_413,
        "question with options",
        ("Question", "Options", "Answer", "Explanation", "Source"),
        {
            "Question": (
                '<p class="ask">Choose one.</p>' + _OPTIONS,
                _OPTIONS + _ANSWER + '<div class="right">{{Answer}}</div>{{Explanation}}',
            )
        },
    ),
    "mains": NoteType(
        1_702_283_414,
        "question to write on",
        ("Question", "Task", "Outline", "Source"),
        {
            "Question": (
                '<p class="ask">Sketch an answer{{#Task}} ({{Task}}){{/Task}}</p>{{Question}}',
                "{{Question}}" + _ANSWER + "{{Outline}}",
            )
        },
    ),
}
