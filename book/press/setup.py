"""What all parts of a profile share, as data that can travel to any process on any machine."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.metadata import version
from pathlib import Path

from book.press.libraries import system_versions

FONTS_CONF = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig><dir>{fonts}</dir><cachedir>{folder}/cache</cachedir></fontconfig>
"""
LIBRARIES = ("weasyprint", "pydyf", "tinycss2", "tinyhtml5", "cssselect2", "pyphen", "pillow", "pikepdf")


@cache
def tools() -> str:
    """A hash over what parts are made with: the versions of libraries and the code of the press."""
    libraries = [*(f"{name} {version(name)}" for name in LIBRARIES), *system_versions()]
    digest = hashlib.sha256("\n".join(libraries).encode())
    for path in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()


@dataclass(frozen=True)
class Setup:
    """The style sheet as text, the font files by name, and `tools` of the process that made it."""

    style: str
    fonts: Mapping[str, bytes]
    tools: str

    @cached_property
    def fonts_key(self) -> str:
        """A hash over names and bytes of the fonts."""
        digest = hashlib.sha256()
        for name, data in sorted(self.fonts.items()):
            digest.update(f"{name}\0{len(data)}\0".encode() + data)
        return digest.hexdigest()

    @cached_property
    def fonts_by_hash(self) -> Mapping[str, bytes]:
        """The font files by the SHA-256 of their content, as parts name them."""
        return {hashlib.sha256(data).hexdigest(): data for data in self.fonts.values()}

    @cached_property
    def key(self) -> str:
        """A hash over everything but the manuscript that a part depends on; no path is in it."""
        return hashlib.sha256("\n".join((self.tools, self.fonts_key, self.style)).encode()).hexdigest()

    def show_fonts(self) -> None:
        """Let Pango see these fonts and no others, so that the same markup gives the same bytes on every machine.

        Fontconfig reads its configuration when Pango starts: this must come before.
        """
        folder = Path(tempfile.gettempdir(), f"study-book-fonts-{os.getuid()}", self.fonts_key[:16])
        for name, data in self.fonts.items():
            _write(folder / "fonts" / Path(name).name, data)
        config = folder / "fonts.conf"
        _write(config, FONTS_CONF.format(fonts=folder / "fonts", folder=folder).encode())
        os.environ["FONTCONFIG_FILE"] = str(config)


def setup_of(style: str, fonts: Path) -> Setup:
    """The set-up with a style sheet and the `.ttf` files of a folder."""
    return Setup(style, {path.name: path.read_bytes() for path in sorted(fonts.glob("*.ttf"))}, tools())


def _write(path: Path, data: bytes) -> None:
    """Write a file whole, unless it is there with that size: several processes may do so at once."""
    if path.is_file() and path.stat().st_size == len(data):
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    staged = path.with_name(f".{path.name}.{os.getpid()}")
    staged.write_bytes(data)
    staged.replace(path)
