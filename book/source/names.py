"""Names of files and folders: what they are made of, and which are taken."""

from __future__ import annotations

import re

from book.model import short_address

NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")

# Names that Windows cannot write, and pages that the built site may have of its own.
_DEVICES = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))}
RESERVED = _DEVICES | {"404", "feed", "genindex", "py-modindex", "quiz", "search", "sitemap"}

EDITIONS = "editions"
SITE_FOLDERS = frozenset(
    {"pagefind", "pdf", short_address.FOLDER, "syllabus", "tags"}
)  # the built site has these of its own

# Pages of a subject that are no chapters.
NO_CHAPTERS = frozenset({"glossary", "index"})


def better_name(name: str) -> str:
    """The name in small letters, digits and single hyphens; empty where nothing of it can stay."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")


def docname_fault(docname: str) -> tuple[str, str] | None:
    """Why no chapter can be called so, and what to write; None where one can: `subject/name` in names of the book."""
    subject, _, name = docname.partition("/")
    if not (NAME.fullmatch(subject) and NAME.fullmatch(name)):
        return "is not `subject/name` in a-z, 0-9 and single hyphens", _better_docname(docname)
    if subject in {EDITIONS, "images", *SITE_FOLDERS, *RESERVED}:
        return f"is not in a subject: the name `{subject}` is taken", "write the folder of a subject"
    if name in NO_CHAPTERS or name in RESERVED:
        return f"is no chapter: the name `{name}` is taken", "write the name of a chapter"
    return None


def _better_docname(docname: str) -> str:
    plain = re.sub(r"^(.*/)?chapters/|\.(md|html)$", "", docname.strip().removeprefix("/"))
    parts = [better_name(part) for part in plain.split("/")]
    return f"write `{'/'.join(parts)}`" if len(parts) == 2 and all(parts) else "write `subject/name`"
