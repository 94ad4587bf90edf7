"""Data flows one way through the rooms of `book/`, and every file stays small enough to be read at once."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FILES = sorted((ROOT / "book").rglob("*.py"))
MAX_LINES = 250
MAX_FUNCTION = 40

# What each room may import of the others; files directly in book/ belong to no room and import none.
ROOMS: dict[str, set[str]] = {
    "model": set(),
    "terms": set(),
    "source": {"model", "terms"},
    "importer": {"model", "source"},
    "press": {"model", "terms"},
    "study": {"model", "terms", "press"},
    "sphinx_ext": {"model", "terms", "source", "press"},
    "epub": {"model", "press"},
    "preview": {"model", "source", "press", "sphinx_ext"},
}
ROOMS["cli"] = set(ROOMS)  # the commands are on top of all

# Who alone may know a library; a room that is not named may not import it.
KNOWN_TO = {
    "ahocorasick": {"terms"},
    "docutils": {"sphinx_ext"},
    "feedgen": {"sphinx_ext"},
    "genanki": {"study"},
    "inflection": {"terms"},
    "jinja2": {"epub", "press", "sphinx_ext"},
    "markdown_it": {"source", "sphinx_ext"},
    "myst_parser": {"sphinx_ext"},
    "pagefind_bin": {"sphinx_ext"},
    "pikepdf": {"press"},
    "pypdfium2": {"preview"},
    "segno": {"press"},
    "sphinx": {"sphinx_ext"},
    "sphinx_book_theme": {"sphinx_ext"},
    "starlette": {"preview"},
    "tinyhtml5": {"press"},
    "uvicorn": {"preview"},
    "watchfiles": {"preview"},
    "weasyprint": {"press"},
    "ziamath": {"source"},
}


def room_of(path: Path) -> str:
    parts = path.relative_to(ROOT / "book").parts
    return parts[0] if len(parts) > 1 else ""


def imports(path: Path) -> Iterator[str]:
    """Every module that a file names in an import, relative ones made absolute."""
    package = ["book", *path.relative_to(ROOT / "book").parts[:-1]]
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            module = ".".join([*base, node.module or ""]).rstrip(".")
            yield from ([f"{module}.{alias.name}" for alias in node.names] if module == "book" else [module])


def faults(path: Path) -> Iterator[str]:
    room = room_of(path)
    for module in imports(path):
        top, _, below = module.partition(".")
        if top == "book":
            other = below.partition(".")[0]
            if other not in {room, *ROOMS.get(room, ()), "", "__version__"}:
                yield f"{room or path.name} imports {module}"
        elif room and room not in KNOWN_TO.get(top, {room}):
            yield f"{room} imports {module}, known to {', '.join(sorted(KNOWN_TO[top]))} alone"
        elif not room and top in KNOWN_TO:
            yield f"{path.name} imports {module}"
        elif room == "model" and top not in sys.stdlib_module_names:
            yield f"model imports {module}"


def names(paths: list[Path]) -> list[str]:
    return [str(path.relative_to(ROOT)) for path in paths]


@pytest.mark.parametrize("path", FILES, ids=names(FILES))
def test_imports_go_one_way(path: Path) -> None:
    assert room_of(path) in {"", *ROOMS}, "a new room needs a place in ROOMS"
    assert list(faults(path)) == []


@pytest.mark.parametrize("path", FILES, ids=names(FILES))
def test_a_file_says_what_it_is_for_and_stays_small(path: Path) -> None:
    text = path.read_text("utf-8")
    tree = ast.parse(text)
    assert ast.get_docstring(tree), "the first line says what the module is for"
    assert len(text.splitlines()) < MAX_LINES
    functions = (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))
    lengths = {node.name: (node.end_lineno or 0) - node.lineno + 1 for node in functions}
    assert {name: length for name, length in lengths.items() if length >= MAX_FUNCTION} == {}


@pytest.mark.parametrize(
    ("path", "source", "expected"),
    [
        ("model/x.py", "import yaml", "model imports yaml"),
        ("model/x.py", "from book.source import read_book", "model imports book.source"),
        ("source/x.py", "import docutils.nodes", "source imports docutils.nodes, known to sphinx_ext alone"),
        ("press/x.py", "from book import source", "press imports book.source"),
        ("press/binding/x.py", "from ...source import reading", "press imports book.source"),
        ("sphinx_ext/x.py", "from book.cli import main", "sphinx_ext imports book.cli"),
        ("source/x.py", "from book import elsewhere", "source imports book.elsewhere"),
        ("x.py", "from book.model import Month", "x.py imports book.model"),
        ("x.py", "def f():\n    import weasyprint", "x.py imports weasyprint"),
        ("cli/x.py", "def f():\n    import weasyprint", "cli imports weasyprint, known to press alone"),
        ("cli/x.py", "from book.sphinx_ext.run import build", None),
        ("press/x.py", "from book.preview import server", "press imports book.preview"),
        ("cli/x.py", "from book import __version__", None),
        ("press/x.py", "import weasyprint, json", None),
        ("sphinx_ext/x.py", "from book.press.fragment import Fragment", None),
    ],
)
def test_the_test_itself_sees_a_wrong_import(
    path: str, source: str, expected: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.modules[__name__], "ROOT", tmp_path)
    file = tmp_path / "book" / path
    file.parent.mkdir(parents=True)
    file.write_text(source)
    assert list(faults(file)) == ([expected] if expected else [])
