"""Links of a page: to pages and headings that are there, or to the web."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator, Mapping
from urllib.parse import unquote

from book.model import Problem
from book.model.likeness import PATHS_ALIKE
from book.source.facts import Link
from book.source.hosts import is_reserved
from book.source.markup import URL_SCHEMES
from book.source.moved import moved_to
from book.source.page import Page
from book.source.problems import did_you_mean, problem, quoted
from book.source.schema import url_fault

SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")


def link_problems(path: str, pages: Mapping[str, Page]) -> Iterator[Problem]:
    """What is wrong with the links of the page at `path`."""
    for link in pages[path].scan.links:
        yield from _doc(link, path, pages) if link.kind == "doc" else _link(link, path, pages)


def _link(link: Link, path: str, pages: Mapping[str, Page]) -> Iterator[Problem]:
    shown = quoted(link.target)
    scheme = SCHEME.match(link.target)
    if not link.target:
        yield problem(link.line, "link/empty", "a link leads nowhere", "write where it leads: `[text](chapter.md)`")
    elif scheme:
        yield from _url(link, scheme[1])
    elif link.target.startswith(("/", "\\")):
        remedy = "write it from this file: `other.md` or `../subject/other.md`"
        yield problem(link.line, "link/absolute", f"the link {shown} begins with a slash", remedy)
    else:
        file, _, fragment = map(unquote, link.target.partition("#"))
        target = posixpath.normpath(posixpath.join(posixpath.dirname(path), file)) if file else path
        if target.startswith(".."):
            yield problem(link.line, "link/outside", f"the link {shown} leads out of the book", "link to a chapter")
        elif target not in pages:
            yield problem(link.line, "link/missing", f"there is no page {quoted(file)}", _near(target, path, pages))
        else:
            yield from _found(link, target, fragment, path, pages)


def _found(link: Link, target: str, fragment: str, path: str, pages: Mapping[str, Page]) -> Iterator[Problem]:
    """The page is there; is the heading, and will the page be published?"""
    page = pages[target]
    if link.target.endswith("#") or (fragment and page.readable and fragment not in page.slugs):
        anchors = ", ".join(f"#{slug}" for slug in page.slugs[:4]) or "the page as a whole"
        message = f"{quoted(target) if target != path else 'this page'} has no heading {quoted('#' + fragment)}"
        yield problem(link.line, "link/heading", message, did_you_mean(fragment, page.slugs, f"link to {anchors}"))
    if page.fields.get("draft") is True and pages[path].fields.get("draft") is not True:
        remedy = "publish both together: the link is dead as long as that page is a draft"
        yield problem(link.line, "link/draft", f"{quoted(target)} is a draft", remedy, "warning")


def _url(link: Link, scheme: str) -> Iterator[Problem]:
    if is_reserved(link.target):
        message = f"{quoted(link.target)} leads to a host that only the builder uses"
        yield problem(link.line, "link/reserved", message, "link to the page itself: `other.md`")
    elif scheme not in URL_SCHEMES:
        remedy = f"write a page of the book, or an address that begins with {', '.join(URL_SCHEMES)}"
        yield problem(link.line, "link/scheme", f"links with `{scheme}:` are not used here", remedy)
    elif scheme == "mailto":
        if not re.fullmatch(r"mailto:[^@\s]+@[^@\s]+", link.target):
            yield problem(
                link.line, "link/url", f"{quoted(link.target)} is no address", "write `mailto:name@example.org`"
            )
    elif fault := url_fault(link.target):
        remedy = "write a whole address such as https://example.org/page"
        yield problem(link.line, "link/url", f"the URL {quoted(link.target)} {fault}", remedy)


def _doc(link: Link, path: str, pages: Mapping[str, Page]) -> Iterator[Problem]:
    """Targets of {doc} are without `.md`, from this page or, after a slash, from the top."""
    folder = "" if link.target.startswith("/") else posixpath.dirname(path)
    target = posixpath.normpath(posixpath.join(folder, link.target.lstrip("/"))) + ".md"
    if link.target.endswith(".md"):
        yield problem(link.line, "link/doc", f"{{doc}} takes {quoted(link.target)} without `.md`", "delete `.md`")
    elif target not in pages:
        remedy = _near(target, path, pages, lambda near: near.removesuffix(".md"))
        yield problem(link.line, "link/missing", f"there is no page {quoted(link.target)}", remedy)
    else:
        yield from _found(link, target, "", path, pages)


def _near(target: str, path: str, pages: Mapping[str, Page], form: Callable[[str], str] = str) -> str:
    """A remedy: the page that was probably meant, as a link from `path`."""
    if moved := moved_to(target, pages):
        return f"it has moved: write `{form(posixpath.relpath(moved, posixpath.dirname(path) or '.'))}`"
    for guess in (f"{target}.md", f"{target}/index.md"):
        if guess in pages:
            return f"write `{form(posixpath.relpath(guess, posixpath.dirname(path) or '.'))}`"
    name = posixpath.basename(target)
    known = [page for page in pages if posixpath.basename(page) == name] or list(pages)
    here = {form(posixpath.relpath(page, posixpath.dirname(path) or ".")): page for page in known}
    if len(known) == 1 and name != "index.md":
        return f"did you mean `{next(iter(here))}`?"
    wanted = form(posixpath.relpath(target, posixpath.dirname(path) or "."))
    return did_you_mean(wanted, here, "link to a page that is in the book", PATHS_ALIKE)
