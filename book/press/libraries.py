"""The system libraries that WeasyPrint lays out with: no Python package carries them."""

from __future__ import annotations

PANGO = (
    "the PDF needs the Pango libraries (Debian: apt-get install libpango-1.0-0 libpangoft2-1.0-0 "
    "libharfbuzz-subset0; Fedora: dnf install pango; macOS: brew install pango)"
)


def missing_libraries() -> str:
    """What is missing and how to get it, as one line; empty where the press can work."""
    try:
        import weasyprint  # noqa: F401  # loading it loads the libraries
    except OSError:
        return PANGO
    return ""
