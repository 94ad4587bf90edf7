"""Bytes to text: UTF-8, line ends, and the characters that no chapter needs."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from book.model import Problem
from book.source.problems import problem

MAX_BYTES = 512 * 1024  # a chapter is about 6 KB; parsing time grows with size
MAX_RUN = 64 * 1024  # characters without a blank line: parsing time grows with their square

# Control characters and the line ends that only some readers count as lines; marks that turn the direction
# of text, so that a line reads differently from what it is (CVE-2021-42574); what broken conversion leaves.
REFUSED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffd-\uffff]"
)


def decode(data: bytes) -> tuple[str, list[Problem]]:
    """The text with `\\n` as its only line end, and what was wrong with it.

    Refused characters become blanks, so that lines stay what they are and every later step is safe. A byte
    order mark at the start is dropped without a word: some editors write one.
    """
    problems = []
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        problems.append(
            problem(
                line,
                "text/utf-8",
                f"the byte 0x{data[error.start]:02X} is not UTF-8 text",
                "save the file with the encoding UTF-8",
            )
        )
        text = data.decode("utf-8-sig", errors="replace").replace("\ufffd", " ")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    problems.extend(_refused(text))
    return REFUSED.sub(" ", text), problems


def _refused(text: str) -> Iterator[Problem]:
    if REFUSED.search(text) is None:
        return
    for number, line in enumerate(text.split("\n"), start=1):
        match = REFUSED.search(line)
        if match:
            name = unicodedata.name(match[0], "control character")
            yield problem(
                number,
                "text/character",
                f"the invisible or broken character U+{ord(match[0]):04X} ({name.lower()}) stands in this line",
                "delete it, or type the words again",
            )


def long_run(text: str) -> Problem | None:
    """The problem of text that has no blank line for too long to be parsed safely; None where it has."""
    start, size = 1, 0
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            start, size = number + 1, 0
            continue
        size += len(line) + 1
        if size > MAX_RUN:
            message = f"more than {MAX_RUN // 1024} KB of text without a blank line begin here"
            return problem(start, "text/run", message, "part them into paragraphs")
    return None
