"""The book on a home screen and without a network: manifest, service worker, and what each month consists of.

The worker itself is `templates/sw.js`; `_static/offline.js` is its other half in the page.
"""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Iterator
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from book.model import Month
from book.sphinx_ext.builder import BookBuilder
from book.sphinx_ext.catalog import catalog_of
from book.sphinx_ext.generated import GeneratedFile, GeneratedPage, register_files, register_pages
from book.sphinx_ext.page_inputs import page_inputs
from book.sphinx_ext.questions.quizzes import month_quiz, quizzes_of
from book.sphinx_ext.screen.reading_aids import PAGE as READING
from book.sphinx_ext.templating import TEMPLATES, render, typographic

if TYPE_CHECKING:
    from sphinx.application import Sphinx

PAGE = "offline"  # like a docname; shown where a page is not stored
TITLE = "You are offline"
MANIFEST, WORKER = "manifest.webmanifest", "sw.js"
LIGHT, DARK = "#fdfcf9", "#17181b"  # the grounds of tokens.css
SHORT = 12  # characters that home screens show
ICONS = (
    ("icon.svg", "any", "any"),
    ("icon-192.png", "192x192", "any"),
    ("icon-512.png", "512x512", "any"),
    ("maskable-512.png", "512x512", "maskable"),
)


def offline_page(_app: Sphinx) -> Iterator[GeneratedPage]:
    """The page `offline.html`."""
    yield GeneratedPage(PAGE, TITLE, None, lambda _link: render("offline.html", title=TITLE))


def offline_files(app: Sphinx) -> Iterator[GeneratedFile]:
    """The manifest, the worker, and a list for each month."""
    builder, catalog = app.builder, catalog_of(app)
    assert isinstance(builder, BookBuilder)
    out = Path(builder.outdir)
    manifest = manifest_of(app)
    yield GeneratedFile(MANIFEST, manifest, lambda: _as_json(manifest))
    yield GeneratedFile(WORKER, builder.digests[PAGE], lambda: worker(out))
    for month in catalog.months:
        names = month_pages(app, month)
        inputs = (catalog.edition_pages[month].title, [(name, builder.digests[name]) for name in names])
        name = f"{catalog.edition_pages[month].docname}.offline.json"
        yield GeneratedFile(name, inputs, partial(month_list, app, month))


def month_pages(app: Sphinx, month: Month) -> list[str]:
    """The docnames of a month: its own page, its chapters, and the quiz where it has one."""
    catalog, quiz = catalog_of(app), month_quiz(month)
    chapters = (chapter.docname for chapter in catalog.by_month.get(month, ()))
    return [catalog.edition_pages[month].docname, *chapters, *([quiz] if quiz in quizzes_of(app) else [])]


def month_list(app: Sphinx, month: Month) -> bytes:
    """What the reader's browser saves of a month, as JSON: its title, how many bytes, and each page with a digest."""
    builder, catalog, inputs = app.builder, catalog_of(app), page_inputs(app.env)
    assert isinstance(builder, BookBuilder)
    names = month_pages(app, month)
    pages = {f"{name}.html": builder.outputs(name)[0].read_bytes() for name in names}
    images = {path for name in names for path in inputs.images.get(name, ())}
    files = [Path(app.srcdir, path) for path in images]
    weight = sum(map(len, pages.values())) + sum(path.stat().st_size for path in files if path.is_file())
    return _as_json(
        {
            "title": typographic(catalog.edition_pages[month].title),
            "bytes": weight,
            "pages": [(page, sha256(content).hexdigest()[:16]) for page, content in pages.items()],
        }
    )


def worker(out: Path) -> bytes:
    """The service worker of this build: it is another one whenever the offline page or a file named there is."""
    offline = sha256((out / f"{PAGE}.html").read_bytes()).digest()
    constants = {"page": f"{PAGE}.html", "integrity": f"sha256-{base64.b64encode(offline).decode('ascii')}"}
    code = (TEMPLATES / WORKER).read_text(encoding="utf-8")
    return f"const OFFLINE = {json.dumps(constants)};\n\n{code}".encode()


def manifest_of(app: Sphinx) -> dict[str, Any]:
    """What a phone needs to put the book on its home screen; addresses are relative to the book."""
    title = typographic(catalog_of(app).title)
    return {
        "name": title,
        "short_name": short_name(title),
        "lang": "en-GB",
        "start_url": "index.html",
        "scope": "./",
        "display": "standalone",
        "theme_color": LIGHT,
        "background_color": LIGHT,
        "icons": [
            {"src": icon_address(app, name), "sizes": sizes, "type": _kind(name), "purpose": purpose}
            for name, sizes, purpose in ICONS
        ],
    }


def short_name(title: str) -> str:
    """As many last words of a title as a home screen shows, for the first are often "The" and "A"."""
    words: list[str] = []
    for word in reversed(title.split()):
        if words and len(" ".join([word, *words])) > SHORT:
            break
        words.insert(0, word)
    return " ".join(words)


def icon_address(app: Sphinx, name: str) -> str:
    """An icon's address below the book, with a checksum as Sphinx gives one to style sheets."""
    folders = (Path(app.confdir, folder) for folder in app.config.html_static_path)
    path = next(path for folder in folders if (path := folder / "icons" / name).is_file())
    return f"_static/icons/{name}?v={zlib.crc32(path.read_bytes().translate(None, bytes([13]))):08x}"


def _kind(name: str) -> str:
    return "image/svg+xml" if name.endswith(".svg") else "image/png"


def _as_json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False) + "\n").encode()


def add_offline(app: Sphinx, pagename: str, _template: str, context: dict[str, Any], _doctree: object) -> None:
    """Give the page's template `installable` for its head, and `above_listing`: where a month can be saved."""
    root, catalog = context["content_root"], catalog_of(app)
    context["installable"] = render(
        "installable.html",
        icon=root + icon_address(app, "icon.svg"),
        touch_icon=f"{root}_static/icons/apple-touch-icon.png",
        manifest=root + MANIFEST,
        light=LIGHT,
        dark=DARK,
        private=pagename in (PAGE, READING),
    )
    month = pagename.removeprefix("editions/")
    is_month = any(pagename == page.docname for page in catalog.edition_pages.values())
    context["above_listing"] = render("month-offline.html", month=month) if is_month else ""


def setup(app: Sphinx) -> None:
    """The book can be installed, and be read offline."""
    register_pages(app, offline_page)
    register_files(app, offline_files)
    app.connect("html-page-context", add_offline)
