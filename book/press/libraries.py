"""The system libraries that WeasyPrint lays out with: no Python package carries them."""

from __future__ import annotations

from contextlib import suppress
from ctypes import CDLL, c_char_p
from ctypes.util import find_library

NEEDED = ("pango-1.0", "pangoft2-1.0", "harfbuzz-subset")  # of those, what they need comes with them
PANGO = (
    "the PDF needs the Pango libraries (Debian: apt-get install libpango-1.0-0 libpangoft2-1.0-0 "
    "libharfbuzz-subset0; Fedora: dnf install pango; macOS: brew install pango)"
)

# What breaks lines and shapes text: names of its file (Linux, macOS, Windows), and the function that says its version.
SHAPERS = (
    (("libpango-1.0.so.0", "libpango-1.0.0.dylib", "libpango-1.0-0.dll"), "pango_version_string"),
    (("libharfbuzz.so.0", "libharfbuzz.0.dylib", "libharfbuzz-0.dll"), "hb_version_string"),
)


def system_versions() -> list[str]:
    """The versions of Pango and HarfBuzz, on which line breaks depend; without those that are not found by name."""
    found = []
    for names, function in SHAPERS:
        for name in names:
            with suppress(OSError, AttributeError):
                ask = getattr(CDLL(name), function)
                ask.restype = c_char_p
                found.append(f"{function} {ask().decode()}")
    return found


def missing_libraries() -> str:
    """What is missing and how to get it, as one line; empty where the press can work.

    Where the system's search does not find a library, WeasyPrint, which knows more places, is asked: it takes a
    second to load, and only the workers need it.
    """
    if all(find_library(name) for name in NEEDED):
        return ""
    try:
        import weasyprint  # noqa: F401  # loading it loads the libraries
    except OSError:
        return PANGO
    return ""
