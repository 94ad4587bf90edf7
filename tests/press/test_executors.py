"""One part after the other, whatever is wrong with some of them."""

from __future__ import annotations

from pathlib import Path
from threading import Thread

import pytest

from book.press.failure import Fault, LayoutFailed, PressFailed
from book.press.part import Manuscript, Part
from book.press.profile import READING
from book.press.setup import Setup, setup_of
from book.press.style import style_sheet
from book.press.typesetter import Job, lay_out
from tests.press.conftest import ROOT

STATIC = ROOT / "_static"


@pytest.fixture(scope="module")
def setup() -> Setup:
    return setup_of(style_sheet(READING, STATIC / "print"), STATIC / "fonts")


def test_what_weasyprint_stumbles_over_is_said_of_the_part_and_the_next_is_laid_out(setup, tmp_path):
    deep = Manuscript("peace/deep", "Deep", "<blockquote>" * 900 + "x" + "</blockquote>" * 900)
    failure = lay_out(setup, Job(deep, {}))
    assert isinstance(failure, LayoutFailed)
    (tmp_path / "peace").mkdir()
    (tmp_path / "peace/deep.md").write_text("# Deep\n", "utf-8")
    (problem,) = PressFailed([failure]).problems(tmp_path)
    assert (problem.path, problem.line) == ((tmp_path / "peace/deep.md").as_posix(), 0)
    assert problem.message.startswith("its layout ended in an error (RecursionError: maximum recursion depth exceeded")
    assert isinstance(lay_out(setup, Job(Manuscript("peace/flat", "Flat", "<p>x</p>"), {})), Part)


def test_all_signs_without_a_glyph_are_found_at_once(setup):
    failure = lay_out(setup, Job(Manuscript("a", "A", "<p>\U00012000 \U00012001</p><h2>\U00012000 \u1980</h2>"), {}))
    assert isinstance(failure, LayoutFailed)
    assert [fault.text for fault in failure.faults] == ["\U00012000", "\U00012001", "\u1980"]
    problems = PressFailed([failure]).problems(Path("nowhere"))
    assert {problem.path for problem in problems} == {"the part 'a'"}


def test_threads_of_one_worker_do_not_mix_their_faults(setup):
    """A worker of a cluster has as many threads as its machine has cores, if nobody says otherwise."""
    found: dict[int, object] = {}

    def work(number: int) -> None:
        text = "<p>good</p>" * 20 if number % 2 else f"<p>{chr(0x12000 + number)}</p>"
        found[number] = lay_out(setup, Job(Manuscript(str(number), "T", text), {}))

    threads = [Thread(target=work, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for number in range(8):
        result = found[number]
        if number % 2:
            assert not isinstance(result, LayoutFailed)
        else:
            assert isinstance(result, LayoutFailed)
            (fault,) = result.faults
            assert isinstance(fault, Fault)
            assert fault.text == chr(0x12000 + number)
