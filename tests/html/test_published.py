"""What the book says of itself where its address is known: feeds, sitemap, heads of pages, old addresses, 404."""

from __future__ import annotations

import functools
import http.server
import json
import re
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Browser, Page, expect

from book.model.short_address import digits_of
from book.press.elsewhere import short_links
from book.source import read_book
from tests.html.conftest import BOOK, build, follow, opened
from tests.html.test_navigation import texts

ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
BASE = "https://book.example.org/study/"
SETTINGS = ("-D", "html_baseurl=https://book.example.org/study")  # as people write it, without the slash


def write_book(folder: Path) -> Path:
    """The small book, with a chapter that has moved twice and one whose title would close a script."""
    shutil.copytree(BOOK, folder)
    for name, old, new in (
        (
            "economy/wages.md",
            "tags: [real wages, pay]",
            "moved-from: [economy/pay, labour/wages]\ntags: [pay, real wage]",
        ),
        ("polity/court.md", "# A court sits", "# A &lt;/script&gt;&lt;b&gt; & court"),
    ):
        text = (folder / name).read_text(encoding="utf-8")
        assert old in text
        (folder / name).write_text(text.replace(old, new), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("published")
    return build("html", folder, *SETTINGS, book=write_book(folder / "chapters"))


class _Host(http.server.SimpleHTTPRequestHandler):
    """A host that has the book below /study and shows its 404.html, as those for static pages do."""

    def log_message(self, *_arguments: object) -> None:
        pass

    def translate_path(self, path: str) -> str:
        return super().translate_path(path.removeprefix("/study"))

    def send_error(self, code: int, *_arguments: object) -> None:
        body = (Path(self.directory) / "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(body)


@pytest.fixture(scope="module")
def host(published: Path) -> Iterator[str]:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Host, directory=published))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/study/"
    server.shutdown()
    server.server_close()


@pytest.fixture
def page(browser: Browser, host: str) -> Iterator[Page]:
    with opened(browser, host, 390, 844) as page:
        yield page


def entries(feed: Path) -> list[ElementTree.Element]:
    return ElementTree.parse(feed).getroot().findall(f"{ATOM}entry")


def test_the_feed_has_the_newest_chapters_and_no_drafts(published: Path) -> None:
    feed = ElementTree.parse(published / "feed.xml").getroot()
    assert feed.findtext(f"{ATOM}title") == "A Book for Readers"
    assert feed.findtext(f"{ATOM}id") == f"{BASE}feed.xml"
    assert feed.findtext(f"{ATOM}updated") == "2022-08-20T00:00:00+00:00"
    assert feed.findtext(f"{ATOM}author/{ATOM}name") == "Study Book contributors"
    links = {link.get("rel", "alternate"): link.get("href") for link in feed.findall(f"{ATOM}link")}
    assert links == {"self": f"{BASE}feed.xml", "alternate": f"{BASE}index.html"}
    assert [
        (entry.findtext(f"{ATOM}title"), entry.findtext(f"{ATOM}published"))
        for entry in entries(published / "feed.xml")
    ] == [
        ("Wages", "2022-08-20T00:00:00+00:00"),
        ("A </script><b> & court", "2022-08-10T00:00:00+00:00"),
        ("The Bank’s rate rises", "2022-08-05T00:00:00+00:00"),
        ("The budget", "2022-07-20T00:00:00+00:00"),
    ]


def test_an_entry_keeps_its_first_address_as_its_id(published: Path) -> None:
    wages, rate, _ = entries(published / "economy/feed.xml")
    assert wages.findtext(f"{ATOM}id") == f"{BASE}economy/pay.html"
    assert wages.find(f"{ATOM}link").get("href") == f"{BASE}economy/wages.html"
    assert rate.findtext(f"{ATOM}id") == rate.find(f"{ATOM}link").get("href") == f"{BASE}economy/repo-rate.html"
    assert rate.findtext(f"{ATOM}summary") == "The bank’s rate rose & prices < wages."
    assert rate.findtext(f"{ATOM}updated") == "2022-08-05T00:00:00+00:00"
    assert rate.find(f"{ATOM}category").get("term") == "Economy"


def test_pages_lead_to_their_feed(page: Page) -> None:
    for path, feed in (("index.html", "feed.xml"), ("economy/index.html", "economy/feed.xml")):
        page.goto(path)
        assert (
            page.locator("link[type='application/atom+xml']").evaluate("link => link.href").endswith(f"/study/{feed}")
        )
        assert page.request.get(feed).ok
    page.goto("economy/wages.html")
    assert page.locator("link[type='application/atom+xml']").count() == 0


def test_the_sitemap_has_all_pages_that_one_may_look_for(published: Path) -> None:
    rows = ElementTree.parse(published / "sitemap.xml").getroot()
    days = {row.findtext(f"{SITEMAP}loc"): row.findtext(f"{SITEMAP}lastmod") for row in rows}
    files = {path.relative_to(published).as_posix() for path in published.rglob("*.html")}
    hidden = {"404.html", "offline.html", "reading.html", "search.html"}
    hidden |= {"polity/bill.html", "economy/pay.html", "labour/wages.html"}
    hidden |= {name for name in files if name.startswith("s/")}
    assert hidden < files
    assert days.keys() == {BASE + name for name in files - hidden}
    assert days[f"{BASE}polity/court.html"] == "2022-08-10"
    assert days[f"{BASE}economy/glossary.html"] is None
    assert f"\nSitemap: {BASE}sitemap.xml\n" in (published / "robots.txt").read_text(encoding="utf-8")


def test_without_an_address_nothing_needs_one(site: Path) -> None:
    assert [path.name for path in site.rglob("*.xml")] == []
    assert not (site / "robots.txt").exists()
    head = (site / "economy/index.html").read_text(encoding="utf-8")
    assert "canonical" not in head
    assert "og:url" not in head
    assert "application/atom+xml" not in head


def properties(page: Page) -> list[tuple[str, str]]:
    metas = page.locator("meta[property]").evaluate_all(
        "all => all.map(meta => [meta.getAttribute('property'), meta.content])"
    )
    return [(name, value) for name, value in metas]


def test_a_chapter_can_be_shared(page: Page) -> None:
    page.goto("economy/wages.html")
    assert page.locator("link[rel=canonical]").get_attribute("href") == f"{BASE}economy/wages.html"
    assert properties(page) == [
        ("og:type", "article"),
        ("og:title", "Wages"),
        ("og:site_name", "A Book for Readers"),
        ("og:locale", "en_GB"),
        ("og:description", "Wages were counted."),
        ("og:url", f"{BASE}economy/wages.html"),
        ("article:published_time", "2022-08-20"),
        ("article:section", "Economy"),
        ("article:tag", "pay"),
        ("article:tag", "real wage"),
    ]


@pytest.mark.parametrize(
    ("path", "title"),
    [("index.html", "A Book for Readers"), ("polity/index.html", "Polity & Law"), ("tags.html", "Tags")],
)
def test_other_pages_can_be_shared(page: Page, path: str, title: str) -> None:
    page.goto(path)
    found = dict(properties(page))
    assert (found["og:type"], found["og:title"], found["og:url"]) == ("website", title, BASE + path)


def linked_data(page: Page) -> dict[str, object]:
    found: dict[str, object] = json.loads(page.locator("script[type='application/ld+json']").inner_text())
    return found


def test_a_chapter_says_what_it_is_to_machines(page: Page) -> None:
    page.goto("economy/wages.html")
    assert linked_data(page) == {
        "@context": "https://schema.org",
        "@type": "Article",
        "headline": "Wages",
        "description": "Wages were counted.",
        "datePublished": "2022-08-20",
        "inLanguage": "en-GB",
        "isPartOf": {"@type": "Book", "name": "A Book for Readers", "url": f"{BASE}index.html"},
        "articleSection": "Economy",
        "about": [{"@type": "Thing", "name": "Economy & growth"}, {"@type": "Thing", "name": "Polity"}],
        "keywords": ["pay", "real wage"],
        "license": "https://creativecommons.org/licenses/by-sa/4.0/",
        "url": f"{BASE}economy/wages.html",
    }


def test_a_title_cannot_end_the_script_that_has_it(page: Page) -> None:
    page.goto("polity/court.html")
    assert linked_data(page)["headline"] == dict(properties(page))["og:title"] == "A </script><b> & court"


def test_a_glossary_names_its_terms_and_their_places(page: Page) -> None:
    page.goto("economy/glossary.html")
    found = linked_data(page)
    assert (found["@type"], found["name"]) == ("DefinedTermSet", "Glossary of Economy")
    terms = found["hasDefinedTerm"]
    assert [(term["@type"], term["name"], term.get("alternateName")) for term in terms] == [
        ("DefinedTerm", "inflation", ["rise in prices"]),
        ("DefinedTerm", "repo rate", None),
    ]
    for term in terms:
        assert page.locator(term["url"]).count() == 1


@pytest.mark.parametrize(
    ("path", "hidden"), [("polity/bill.html", 1), ("404.html", 1), ("polity/court.html", 0), ("index.html", 0)]
)
def test_drafts_and_404_are_not_for_search_engines(page: Page, path: str, hidden: int) -> None:
    page.goto(path)
    assert page.locator("meta[name=robots][content=noindex]").count() == hidden


@pytest.mark.parametrize("old", ["economy/pay.html", "labour/wages.html"])
def test_an_old_address_leads_on_and_keeps_the_place(page: Page, host: str, old: str) -> None:
    page.goto(f"{old}#chapter-sources", wait_until="commit")
    page.wait_for_url(f"{host}economy/wages.html#chapter-sources")
    expect(page.locator("h1")).to_have_text("Wages")
    page.goto("index.html")
    page.goto(f"{old}?x=1", wait_until="commit")
    page.wait_for_url(f"{host}economy/wages.html")
    page.go_back()  # past the old address, not into it
    expect(page).to_have_url(f"{host}index.html")


def test_an_old_address_leads_on_without_scripts(browser: Browser, host: str, published: Path) -> None:
    with opened(browser, host, 390, 844, java_script_enabled=False) as page:
        page.goto("labour/wages.html", wait_until="commit")
        page.wait_for_url(f"{host}economy/wages.html")
    markup = (published / "labour/wages.html").read_text(encoding="utf-8")
    assert f'<link rel="canonical" href="{BASE}economy/wages.html" />' in markup
    assert '<meta name="robots" content="noindex" />' in markup
    assert '<a href="../economy/wages.html">Wages</a>' in markup
    assert len(markup) < 1000


WAGES = "s/36r65"  # the first digits of a hash of economy/pay, where the chapter was first


def test_a_short_address_leads_on_and_keeps_the_place(page: Page, host: str, published: Path) -> None:
    page.goto(f"{WAGES}#chapter-sources", wait_until="commit")
    page.wait_for_url(f"{host}economy/wages.html#chapter-sources")
    assert page.locator("h1").inner_text() == "Wages"
    markup = (published / WAGES / "index.html").read_text(encoding="utf-8")
    assert f'<link rel="canonical" href="{BASE}economy/wages.html" />' in markup
    assert '<meta name="robots" content="noindex" />' in markup
    assert '<a href="../../economy/wages.html">Wages</a>' in markup


def test_each_finished_chapter_has_one_and_names_it(page: Page, published: Path) -> None:
    found = {}
    for path in ("economy/wages", "economy/repo-rate", "economy/budget", "polity/court"):
        page.goto(f"{path}.html")
        found[path] = page.locator("link[rel=shortlink]").get_attribute("href")
    assert found["economy/wages"] == BASE + WAGES
    folders = {f"{BASE}s/{folder.name}" for folder in (published / "s").iterdir()}
    assert set(found.values()) == folders
    assert len(folders) == 4
    for path in ("polity/bill.html", "economy/index.html", "404.html"):  # a draft, and what is no chapter
        page.goto(path)
        assert page.locator("link[rel=shortlink]").count() == 0


def test_print_names_the_same_addresses(published: Path) -> None:
    links = short_links(BASE, read_book(published.parent / "chapters").catalog)
    assert links["economy/wages"] == BASE + WAGES
    assert links.keys() > {"economy/repo-rate", "economy/budget", "polity/court"}


def test_short_addresses_need_no_address_of_the_book(site: Path) -> None:
    markup = (site / "s" / digits_of("economy/wages")[:5] / "index.html").read_text(encoding="utf-8")
    assert '<a href="../../economy/wages.html">Wages</a>' in markup
    assert "canonical" not in markup
    assert "shortlink" not in (site / "economy/wages.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", ["none.html", "economy/none.html", "a/b/c/none.html"])
def test_a_dead_link_is_answered_in_any_folder(page: Page, host: str, path: str) -> None:
    failed = []
    page.on("response", lambda response: failed.append(response.url) if response.status >= 400 else None)
    page.goto(path)
    assert page.url == host + path
    assert failed == [host + path]  # style sheets and scripts are found
    assert page.locator("h1").inner_text() == "There is no such page"
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    assert texts(page, ".entry-title") == ["Wages", "A </script><b> & court", "The Bank’s rate rises", "The budget"]
    follow(page.get_by_role("link", name="front page"))
    assert page.url == f"{host}index.html"
    page.go_back()
    follow(page.locator(".entry-link").first)
    assert page.url == f"{host}economy/wages.html"
    page.go_back()
    page.locator(".skip-link").focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert urlsplit(page.url).fragment == "main-content"
    expect(page.locator("h1")).to_have_text("There is no such page")


def test_404_counts_from_the_root_of_the_host_where_no_address_is_known(site: Path) -> None:
    assert '<base href="/404.html" />' in (site / "404.html").read_text(encoding="utf-8")


def test_feeds_and_sitemap_are_the_same_whenever_they_are_made(tmp_path: Path, published: Path) -> None:
    again = build("html", tmp_path, *SETTINGS, "-j", "2", book=write_book(tmp_path / "other" / "chapters"))
    names = [
        "feed.xml",
        "economy/feed.xml",
        "sitemap.xml",
        "robots.txt",
        "labour/wages.html",
        "404.html",
        f"{WAGES}/index.html",
    ]
    assert [name for name in names if (again / name).read_bytes() != (published / name).read_bytes()] == []
    text = (again / "feed.xml").read_text(encoding="utf-8")
    assert set(re.findall(r">(20[0-9]{2})-", text)) == {"2022"}


def test_an_edit_reaches_the_files_that_show_it_and_no_edit_none(tmp_path: Path) -> None:
    book = write_book(tmp_path / "chapters")
    short = f"{WAGES}/index.html"
    out = build("html", tmp_path, *SETTINGS, book=book)
    first = _times(out)
    build("html", tmp_path, *SETTINGS, book=book)
    assert _times(out) == first
    wages = book / "economy/wages.md"
    text = (
        wages.read_text(encoding="utf-8")
        .replace("Wages were counted.", "Wages were told.")
        .replace(", labour/wages", "")
    )
    wages.write_text(text, encoding="utf-8")
    build("html", tmp_path, *SETTINGS, book=book)
    assert {name for name, time in _times(out).items() if time != first[name]} == {"feed.xml", "economy/feed.xml"}
    assert not (out / "labour").exists()
    assert "economy/wages.html" in (out / short).read_text(encoding="utf-8")
    (book / "economy/pay.md").write_text(text.replace("moved-from: [economy/pay]\n", ""), encoding="utf-8")
    wages.write_text(text.replace("moved-from: [economy/pay]\n", ""), encoding="utf-8")
    build("html", tmp_path, *SETTINGS, book=book)
    assert "Wages were told." in (out / "economy/pay.html").read_text(encoding="utf-8")
    assert "economy/pay.html" in (out / short).read_text(encoding="utf-8")


def _times(out: Path) -> dict[str, int]:
    """When the files that are no pages of the book were written."""
    names = ("feed.xml", "economy/feed.xml", "polity/feed.xml", "sitemap.xml", "robots.txt", "labour/wages.html")
    names = (*names, f"{WAGES}/index.html")
    return {name: (out / name).stat().st_mtime_ns for name in names if (out / name).exists()}
