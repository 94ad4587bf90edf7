"""Which builder this is: a digest of its own code and of the packages whose output it keeps."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

# Whose output ends up in doctrees, pages and fragments.
PACKAGES = (
    "docutils", "feedgen", "inflection", "jinja2", "latex2mathml", "lxml", "markdown-it-py", "mdit-py-plugins",
    "myst-parser", "pyahocorasick", "pydata-sphinx-theme", "pygments", "sphinx", "sphinx-book-theme", "ziafont",
    "ziamath",
)  # fmt: skip

# What of this package does.
CODE = (
    "sphinx_ext", "model", "terms", "source/formula.py", "source/known_terms.py", "source/markup.py",
    "source/shapes.py", "source/slug.py", "source/tex.py", "press/fragment.py",
)  # fmt: skip


@cache
def builder_digest() -> str:
    """Changes when the builder may make other output of the same book: then nothing old is kept."""
    digest = sha256()
    for package in PACKAGES:
        digest.update(f"{package} {version(package)}\n".encode())
    root = Path(__file__).parent.parent
    for name in CODE:
        path = root / name
        digest.update(files_digest([path] if path.is_file() else [p for p in path.rglob("*") if p.suffix != ".pyc"]))
    return digest.hexdigest()


def files_digest(paths: list[Path]) -> bytes:
    """The digest of the names and the contents of files; what is no file is left out."""
    digest = sha256()
    for path in sorted(path for path in paths if path.is_file()):
        digest.update(path.name.encode() + b"\0" + sha256(path.read_bytes()).digest())
    return digest.digest()
