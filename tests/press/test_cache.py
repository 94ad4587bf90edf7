"""The cache is a convenience: nothing that happens to its folder changes a page or stops a build."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from book.press import setup as press_setup
from book.press.cache import ABANDONED, Cache
from book.press.libraries import system_versions
from book.press.part import Manuscript
from book.press.profile import BOOKLET, LARGE_PRINT, READING, profile_of
from book.press.setup import setup_of, tools
from book.press.style import style_sheet
from tests.press.conftest import ROOT, Case, print_with

KEY = "ab" + "0" * 30
HOUR = 3600


def kept(cache: Cache) -> set[str]:
    return {path.name for path in cache.folder.glob("??/*")}


def only_file(cache: Cache) -> Path:
    (path,) = cache.folder.glob("??/*")
    return path


def test_what_was_put_is_got_and_nothing_else(tmp_path):
    cache = Cache(tmp_path / "parts")
    assert cache.get(KEY) is None
    for data in (b"one\ntwo", b"another", b""):
        cache.put(KEY, data)
        assert Cache(tmp_path / "parts").get(KEY) == data
    assert kept(cache) == {f"{KEY}.kept"}
    assert cache.trouble is None


# --- damage ---

DAMAGES: dict[str, Callable[[Path], object]] = {
    "a byte in it": lambda path: path.write_bytes(path.read_bytes()[:-2] + b"?" + path.read_bytes()[-1:]),
    "a byte of its hash": lambda path: path.write_bytes(b"g" + path.read_bytes()[1:]),
    "cut short": lambda path: path.write_bytes(path.read_bytes()[:-1]),
    "cut within its hash": lambda path: path.write_bytes(path.read_bytes()[:10]),
    "nothing in it": lambda path: path.write_bytes(b""),
    "more than there was": lambda path: path.write_bytes(path.read_bytes() + b"?"),
    "a link to itself": lambda path: (path.unlink(), path.symlink_to(path)),
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_what_is_damaged_counts_as_absent_and_is_replaced(tmp_path, damage):
    cache = Cache(tmp_path)
    cache.put(KEY, b"a part that was laid out")
    damage(only_file(cache))
    assert cache.get(KEY) is None
    cache.put(KEY, b"the same again")
    assert cache.get(KEY) == b"the same again"
    assert cache.trouble is None


def test_a_folder_in_the_place_of_a_file_stays_and_is_no_part(tmp_path):
    cache = Cache(tmp_path)
    (tmp_path / "ab" / f"{KEY}.kept" / "mine").mkdir(parents=True)
    assert cache.get(KEY) is None
    cache.put(KEY, b"data")
    assert isinstance(cache.trouble, IsADirectoryError)
    cache.trim(0)
    assert kept(cache) == {f"{KEY}.kept"}
    assert (tmp_path / "ab" / f"{KEY}.kept" / "mine").is_dir()


# --- a folder that cannot be used ---


def test_a_file_where_the_folder_should_be_stops_nothing(tmp_path):
    (tmp_path / "parts").write_text("not a folder")
    cache = Cache(tmp_path / "parts")
    cache.put(KEY, b"data")
    assert cache.get(KEY) is None
    cache.trim()
    assert isinstance(cache.trouble, OSError)
    assert (tmp_path / "parts").read_text() == "not a folder"


@pytest.fixture
def another_user() -> Iterator[Callable[[Path], Cache]]:
    """Gives a cache over a folder that whoever runs the test may read but not write."""
    user = os.geteuid()

    def shut(folder: Path) -> Cache:
        for path in (folder, *folder.rglob("*")):
            path.chmod(0o555 if path.is_dir() else 0o444)
        if user == 0:
            os.seteuid(65534)  # to root nothing is shut
        return Cache(folder)

    yield shut
    os.seteuid(user)


def test_a_folder_that_is_only_to_be_read_is_read(another_user):
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name, "parts")
        Cache(folder).put(KEY, b"data")
        damaged = "ab" + "1" * 30
        Cache(folder).put(damaged, b"data")
        (folder / "ab" / f"{damaged}.kept").write_bytes(b"?")
        Path(name).chmod(0o755)
        cache = another_user(folder)
        try:
            assert cache.get(KEY) == b"data"
            assert cache.get(damaged) is None
            cache.put(damaged, b"data")
            assert isinstance(cache.trouble, PermissionError)
            cache.trim(0)
            assert cache.get(KEY) == b"data"
        finally:
            os.seteuid(os.getuid())
            for path in (folder, folder / "ab"):
                path.chmod(0o755)


def test_a_disk_that_is_full_leaves_no_half_file(tmp_path):
    code = """
import resource, sys
from pathlib import Path
from book.press.cache import Cache
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
cache = Cache(Path(sys.argv[1]))
cache.put("ab" + "0" * 30, bytes(5000))
print(type(cache.trouble).__name__, [path.name for path in cache.folder.rglob("*")])
"""
    run = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert run.stdout == "OSError ['ab']\n"


# --- bounded ---


def put_at(cache: Cache, key: str, age: float, size: int = 100) -> Path:
    cache.put(key, bytes(size))
    path = cache.folder / key[:2] / f"{key}.kept"
    os.utime(path, (time.time() - age,) * 2)
    return path


def test_what_was_not_used_for_longest_goes_first(tmp_path):
    cache = Cache(tmp_path)
    paths = [put_at(cache, f"{number:02}" + "0" * 30, HOUR * (10 - number)) for number in range(5)]
    size = paths[0].stat().st_size
    cache.get("00" + "0" * 30)  # the oldest is used
    cache.trim(3 * size)
    assert [path.exists() for path in paths] == [True, False, False, True, True]
    cache.trim(3 * size)
    assert len(kept(cache)) == 3
    cache.trim(3 * size - 1)
    assert [path.exists() for path in paths] == [True, False, False, False, True]


def test_unfinished_files_go_when_nobody_can_be_at_them_any_more(tmp_path):
    cache = Cache(tmp_path)
    put_at(cache, KEY, 50 * HOUR)
    old, new = tmp_path / "ab" / "old.4711", tmp_path / "ab" / "new.4712"
    for path, age in ((old, ABANDONED + 60), (new, ABANDONED - 60)):
        path.write_bytes(b"half a par")
        os.utime(path, (time.time() - age,) * 2)
    cache.trim()
    assert kept(cache) == {f"{KEY}.kept", "new.4712"}


# --- keys ---

TEXT = Manuscript("peace/one", "One", "<p>Text</p>", ("images/a.png",), ("trade-three",), 2)


def test_a_key_changes_with_all_that_shows_and_with_nothing_else():
    changed = [
        replace(TEXT, title="Two"),
        replace(TEXT, html="<p>Text.</p>"),
        replace(TEXT, images=("images/b.png",)),
        replace(TEXT, images=()),
        replace(TEXT, slots=("trade-four",)),
        replace(TEXT, slots=()),
    ]
    keys = [text.key("setup") for text in (TEXT, *changed)] + [TEXT.key("other setup")]
    assert len(set(keys)) == len(keys)
    assert replace(TEXT, name="peace/renamed").key("setup") == TEXT.key("setup")


def test_a_set_up_changes_with_profile_paper_style_and_fonts(tmp_path):
    fonts = tmp_path / "fonts"
    fonts.mkdir()
    (fonts / "a.ttf").write_bytes(b"one")
    styles = ROOT / "_static" / "print"
    keys = [
        setup_of(style_sheet(profile, styles), fonts).key
        for profile in (READING, profile_of("a4", "letter"), BOOKLET, LARGE_PRINT)
    ]
    style = style_sheet(READING, styles)
    keys.append(setup_of(style + "p { color: #111 }", fonts).key)
    (fonts / "a.ttf").write_bytes(b"two")
    keys.append(setup_of(style, fonts).key)
    (fonts / "b.ttf").write_bytes(b"two")
    keys.append(setup_of(style, fonts).key)
    (fonts / "b.ttf").rename(fonts / "c.ttf")
    keys.append(setup_of(style, fonts).key)
    assert len(set(keys)) == len(keys)


@pytest.fixture
def fresh_tools() -> Iterator[None]:
    tools.cache_clear()
    yield
    tools.cache_clear()


@pytest.mark.usefixtures("fresh_tools")
def test_tools_change_with_versions_of_libraries_and_with_the_code_of_the_press(monkeypatch, tmp_path):
    found = [tools()]
    for name in press_setup.LIBRARIES:
        versions = {name: "0.0.1"}
        with monkeypatch.context() as patch:
            patch.setattr(press_setup, "version", lambda of, versions=versions: versions.get(of, "70"))
            tools.cache_clear()
            found.append(tools())
    for versions in (["pango 1.50"], ["pango 1.52"]):
        with monkeypatch.context() as patch:
            patch.setattr(press_setup, "system_versions", lambda versions=versions: versions)
            tools.cache_clear()
            found.append(tools())
    with monkeypatch.context() as patch:
        patch.setattr(press_setup, "__file__", str(tmp_path / "setup.py"))
        for code in ("one = 1\n", "one = 2\n"):
            (tmp_path / "typesetter.py").write_text(code)
            tools.cache_clear()
            found.append(tools())
    assert len(set(found)) == len(found)


def test_the_libraries_that_shape_text_say_their_versions():
    pango, harfbuzz = system_versions()
    assert re.fullmatch(r"pango_version_string 1\.\d+\.\d+", pango)
    assert re.fullmatch(r"hb_version_string \d+\.\d+\.\d+", harfbuzz)


# --- through the press ---


def test_other_words_are_laid_out_again_and_nothing_else(case):
    made = print_with(case)
    before = kept(Cache(case.press.cache))
    path = case.press.fragments / "peace" / "two.html"
    path.write_text(path.read_text("utf-8").replace("Not in it", "Not to be found in it"), "utf-8")
    assert print_with(case).pdf != made.pdf
    new = {name: (case.press.cache / name[:2] / name).read_bytes() for name in kept(Cache(case.press.cache)) - before}
    laid_out = [name for name, data in new.items() if b"%PDF" in data]
    assert len(laid_out) == 2, "the chapter, and the imprint with the hash of the content"


def test_a_build_without_a_cache_is_the_same_book(case, tmp_path):
    made = print_with(case)
    shut = tmp_path / "not a folder"
    shut.touch()
    with_none = Case(case.catalog, case.edition, replace(case.press, cache=shut))
    assert print_with(with_none).pdf == made.pdf


BUILD = """
import sys
from dataclasses import replace
from pathlib import Path
from tests.press.conftest import Case, case_in, print_with
if __name__ == "__main__":
    case = case_in(Path(sys.argv[1]))
    shared = Case(case.catalog, case.edition, replace(case.press, cache=Path(sys.argv[2])))
    Path(sys.argv[1], "out.pdf").write_bytes(print_with(shared).pdf)
"""


def test_two_builds_at_once_on_one_cache(tmp_path):
    script = tmp_path / "build.py"
    script.write_text(BUILD)
    folders = [tmp_path / "one", tmp_path / "two"]
    builds = [
        subprocess.Popen(
            [sys.executable, str(script), str(folder), str(tmp_path / "parts")],
            env=os.environ | {"PYTHONPATH": str(ROOT)},
            stderr=subprocess.PIPE,
        )
        for folder in folders
    ]
    assert [(build.communicate()[1], build.returncode) for build in builds] == [(b"", 0)] * 2
    one, two = ((folder / "out.pdf").read_bytes() for folder in folders)
    assert one == two
    left = kept(Cache(tmp_path / "parts"))
    assert left
    assert all(name.endswith(".kept") for name in left)
