"""The book on a home screen and without a network, by the worker as browsers run it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.html.conftest import ROOT, build, follow
from tests.html.host import STORED, Host, until
from tests.html.test_navigation import texts
from tests.html.test_search import said, search

MONTH = ["polity/court", "polity/bill", "economy/repo-rate", "economy/wages"]


@pytest.fixture
def host(site: Path, tmp_path: Path) -> Iterator[Host]:
    host = Host(site, tmp_path)
    yield host
    host.close()


@pytest.fixture
def context(browser: Browser, host: Host) -> Iterator[BrowserContext]:
    context = browser.new_context(base_url=host.address, viewport={"width": 390, "height": 844})
    yield context
    context.close()


@pytest.fixture
def reader(context: BrowserContext) -> Iterator[Page]:
    """A page whose worker has installed; any visit from now on goes through it, and an error of a script fails."""
    page, errors = context.new_page(), []
    page.on("pageerror", lambda error: errors.append(str(error)))
    visit(page, "index.html")
    yield page
    assert errors == []


def visit(page: Page, path: str) -> None:
    """Open a page online and wait until the worker is there and has stored it."""
    page.goto(path)
    until(page, "async () => (await navigator.serviceWorker.ready).active.state === 'activated'")
    until(page, "async () => (await caches.match(location.href))?.headers.get('x-why') === 'read'")
    until(page, STORED)


def stored(page: Page) -> set[str]:
    """The paths of all that is stored, months apart."""
    return set(
        page.evaluate(
            """async () => (await Promise.all((await caches.keys()).map(async (name) =>
                 (await (await caches.open(name)).keys()).map(({ url }) => url.slice(origin.length + 1))))).flat()"""
        )
    )


def is_styled(page: Page) -> bool:
    return bool(page.evaluate("getComputedStyle(document.querySelector('.bd-header-article')).position === 'sticky'"))


def test_manifest_has_what_a_home_screen_needs(phone: Page, site: Path) -> None:
    phone.goto("economy/wages.html")
    found = phone.context.new_cdp_session(phone).send("Page.getAppManifest")
    assert found["errors"] == []
    manifest: dict[str, Any] = json.loads(found["data"])
    assert (manifest["name"], manifest["short_name"]) == ("A Book for Readers", "for Readers")
    assert (manifest["start_url"], manifest["scope"], manifest["display"]) == ("index.html", "./", "standalone")
    for icon in manifest["icons"]:
        with (site / icon["src"].partition("?")[0]).open("rb") as file:
            size = "any" if icon["sizes"] == "any" else "{}x{}".format(*Image.open(file).size)
        assert icon["sizes"] == size
    assert {(icon["sizes"], icon["purpose"]) for icon in manifest["icons"]} == {
        *(("any", "any"), ("192x192", "any"), ("512x512", "any"), ("512x512", "maskable")),
    }


def test_the_colour_of_the_browser_is_that_of_the_page(phone: Page) -> None:
    phone.route("**/book.js*", lambda route: route.abort())  # as the markup has it
    for mode in ("light", "dark"):
        phone.emulate_media(color_scheme=mode)  # type: ignore[arg-type]
        phone.goto("index.html")
        meta = phone.locator(f"meta[name=theme-color][media*={mode}]")
        expect(phone.locator("html")).to_have_css("--ground", str(meta.get_attribute("content")))


def test_a_page_that_was_read_can_be_read_offline(reader: Page, host: Host) -> None:
    visit(reader, "polity/court.html")
    host.leave(reader)
    reader.goto("polity/court.html")
    assert reader.locator("h1").inner_text() == "A court sits"
    assert is_styled(reader)
    assert reader.locator("article img").evaluate("image => image.naturalWidth") > 0


def test_the_first_page_of_all_can_be_read_offline_too(context: BrowserContext, host: Host) -> None:
    page = context.new_page()
    visit(page, "economy/budget.html")
    host.leave(page)
    page.reload()
    assert page.locator("h1").inner_text() == "The budget"
    assert is_styled(page)


def test_another_page_is_answered_by_what_can_be_read(reader: Page, host: Host) -> None:
    visit(reader, "economy/wages.html")
    host.leave(reader)
    reader.goto("polity/court.html")
    assert reader.locator("h1").inner_text() == "You are offline"
    assert is_styled(reader)
    assert reader.url.endswith("polity/court.html")  # a reload will do
    follow(reader.locator(".readable").get_by_role("link", name="Wages"))
    expect(reader.locator("h1")).to_have_text("Wages")
    reader.go_back()
    expect(reader.locator(".readable").get_by_role("link", name="Wages")).to_be_visible()
    host.come_back(reader)
    expect(reader.locator("h1")).to_have_text("A court sits")


def test_a_stored_page_is_shown_where_the_network_does_not_answer(reader: Page, host: Host) -> None:
    visit(reader, "economy/wages.html")
    visit(reader, "economy/budget.html")
    host.hold()
    reader.goto("economy/wages.html")  # it is not answered, ever
    assert reader.locator("h1").inner_text() == "Wages"


def test_a_page_that_has_gone_is_not_kept(reader: Page, host: Host) -> None:
    visit(reader, "economy/wages.html")
    (host.folder / "economy/wages.html").unlink()
    reader.goto("economy/wages.html")
    until(reader, "async () => !(await caches.match(location.href))")


def test_what_is_no_page_and_no_file_of_one_is_left_alone(reader: Page, host: Host) -> None:
    style = reader.locator("link[href*='tokens.css']").get_attribute("href")
    visit(reader, "index.html")  # a page is the worker's from its second visit on
    host.leave(reader)
    fetched = "([url, options]) => fetch(url, {cache: 'no-store', ...options}).then(() => true, () => false)"
    assert reader.evaluate(fetched, [style, {}])
    assert not reader.evaluate(fetched, [style, {"headers": {"range": "bytes=0-9"}}])
    assert not reader.evaluate(fetched, [style, {"method": "POST"}])
    assert not reader.evaluate(fetched, ["manifest.webmanifest", {}])


def test_the_search_finds_offline_what_it_has_found_before(reader: Page, host: Host) -> None:
    visit(reader, "economy/wages.html")
    search(reader, "counted", "1 result")
    host.leave(reader)
    reader.reload()
    search(reader, "counted", "1 result")
    assert texts(reader, ".search-title") == ["Wages"]
    reader.get_by_role("searchbox").fill("passed")  # it is known where, but that was never shown
    expect(said(reader)).to_contain_text("You are offline, and this part of the search is not on your device.")
    reader.get_by_role("searchbox").fill("xyzzy")
    expect(said(reader)).to_contain_text("Nothing was found on this device")
    host.come_back(reader)
    search(reader, "passed", "1 result")


def test_a_search_that_was_never_used_says_offline_what_to_do(reader: Page, host: Host) -> None:
    visit(reader, "economy/wages.html")
    host.leave(reader)
    reader.reload()
    reader.keyboard.press("/")
    expect(said(reader)).to_contain_text("It will be once you have searched with a network.")


def test_of_an_index_that_was_replaced_nothing_is_kept(reader: Page, host: Host) -> None:
    def results() -> int:
        return len([path for path in stored(reader) if path.endswith(".pf_fragment")])

    visit(reader, "economy/wages.html")
    search(reader, "counted", "1 result")
    assert results() == 1
    entry = host.folder / "pagefind/pagefind-entry.json"
    entry.write_text(entry.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    reader.reload()
    search(reader, "passed", "1 result")
    assert results() == 1


def save_month(page: Page) -> None:
    page.goto("editions/2022-08.html")
    page.get_by_role("button", name="Save this month for offline").click()
    expect(page.locator(".month-offline")).to_contain_text("✓ Saved for offline")


def test_a_saved_month_can_be_read_offline_and_removed(reader: Page, host: Host) -> None:
    save_month(reader)
    host.leave(reader)
    for docname in MONTH:
        reader.goto(f"{docname}.html")
        assert reader.locator("h1").inner_text() != "You are offline"
        assert is_styled(reader)
        for image in reader.locator("article img").all():
            assert image.evaluate("image => image.naturalWidth") > 0
    reader.goto("reading.html")
    months = reader.locator(".saved-months")
    expect(months).to_contain_text("August 2022")
    expect(months).to_contain_text("KB")
    months.get_by_role("button", name="Remove August 2022").click()
    expect(months).to_contain_text("None yet.")
    assert not {f"{docname}.html" for docname in MONTH} & stored(reader)
    assert not any("_images" in path for path in stored(reader))


def test_a_month_says_its_size_before_it_is_saved(reader: Page, host: Host) -> None:
    reader.goto("editions/2022-08.html")
    pages = [host.folder / "editions/2022-08.html", *(host.folder / f"{docname}.html" for docname in MONTH)]
    weight = sum(path.stat().st_size for path in [*pages, *(host.folder / "_images").iterdir()])
    expect(reader.locator(".month-offline")).to_contain_text(f"5 pages, {-(-weight // 1000)} KB")


def test_saving_can_be_stopped_and_leaves_nothing(reader: Page, host: Host) -> None:
    reader.goto("editions/2022-08.html")
    host.hold("polity", "economy")
    reader.get_by_role("button", name="Save this month for offline").click()
    expect(reader.locator(".month-offline")).to_contain_text("1 of 5")
    reader.get_by_role("button", name="Cancel").click()
    host.release()
    expect(reader.get_by_role("button", name="Save this month for offline")).to_be_visible()
    assert not {f"{docname}.html" for docname in MONTH} & stored(reader)


def test_saving_goes_on_where_it_was_left(reader: Page, host: Host) -> None:
    reader.goto("editions/2022-08.html")
    host.hold("polity", "economy")
    reader.get_by_role("button", name="Save this month for offline").click()
    expect(reader.locator(".month-offline")).to_contain_text("1 of 5")
    reader.goto("reading.html")  # any page
    host.release()
    until(reader, "async () => Boolean(await caches.match(new URL('economy/wages.html', location.href)))")
    reader.goto("editions/2022-08.html")
    expect(reader.locator(".month-offline")).to_contain_text("✓ Saved for offline")


def test_a_saved_month_that_has_grown_can_be_renewed(reader: Page, host: Host) -> None:
    save_month(reader)
    page, months = host.folder / "economy/wages.html", host.folder / "editions/2022-08.offline.json"
    page.write_text(page.read_text(encoding="utf-8").replace("Counted again.", "Counted twice."), encoding="utf-8")
    listed = json.loads(months.read_text(encoding="utf-8"))
    listed["pages"] = [(name, "new" if name == "economy/wages.html" else digest) for name, digest in listed["pages"]]
    months.write_text(json.dumps(listed), encoding="utf-8")
    reader.reload()
    update = reader.get_by_role("button", name="Update (1 new or changed)")
    update.click()
    expect(update).to_have_count(0)
    expect(reader.locator(".month-offline")).to_contain_text("✓ Saved for offline")
    expect(update).to_have_count(0)
    host.leave(reader)
    reader.goto("economy/wages.html")
    assert "Counted twice." in reader.locator("article").inner_text()


def test_a_full_device_is_said_and_can_be_tried_again(reader: Page, host: Host) -> None:
    reader.goto("editions/2022-08.html")
    devtools = reader.context.new_cdp_session(reader)
    devtools.send("Storage.overrideQuotaForOrigin", {"origin": host.address.rstrip("/"), "quotaSize": 1})
    reader.get_by_role("button", name="Save this month for offline").click()
    expect(reader.locator(".month-offline")).to_contain_text("There is no more room on this device.")
    devtools.send("Storage.overrideQuotaForOrigin", {"origin": host.address.rstrip("/")})
    reader.get_by_role("button", name="Save this month for offline").click()
    expect(reader.locator(".month-offline")).to_contain_text("✓ Saved for offline")


def test_of_pages_that_were_read_the_last_two_hundred_are_kept(reader: Page) -> None:
    reader.evaluate(
        """async () => {
          const pages = await caches.open((await caches.keys()).find((name) => name.endsWith(" pages")));
          const page = () => new Response("", { headers: { "x-files": "[]", "x-why": "read" } });
          for (let n = 0; n < 250; n++) await pages.put(`old/${n}.html`, page());
        }"""
    )
    visit(reader, "economy/wages.html")
    until(reader, "async () => !(await caches.match(new URL('../old/50.html', location.href)))")
    kept = {path for path in stored(reader) if path.endswith(".html")}
    assert kept >= {"economy/wages.html", "index.html", "reading.html", "offline.html", "old/249.html", "old/51.html"}
    assert len([path for path in kept if path.startswith("old/")]) == 199


@pytest.fixture(scope="module")
def second(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of a later build, in another colour."""
    folder = tmp_path_factory.mktemp("second")
    shutil.copytree(ROOT / "_static", folder / "static")
    tokens = folder / "static/css/tokens.css"
    tokens.write_text(tokens.read_text(encoding="utf-8") + ":root { --ground: #abcdef; }\n", encoding="utf-8")
    return build("html", folder, "-D", f"html_static_path={folder / 'static'}")


GROUND = "getComputedStyle(document.documentElement).getPropertyValue('--ground')"
UPDATE = "navigator.serviceWorker.ready.then((registration) => registration.update())"

FAILED = """async () => {
  const registration = await navigator.serviceWorker.ready;
  const found = new Promise((done) => (registration.onupdatefound = () => done(registration.installing)));
  await registration.update();
  const worker = await found;
  return new Promise((done) => (worker.onstatechange = () => done(worker.state)));
}"""  # what becomes of a new worker


def test_a_new_build_waits_for_the_reader_and_never_mixes(reader: Page, host: Host, second: Path) -> None:
    visit(reader, "economy/wages.html")
    visit(reader, "economy/budget.html")
    first = reader.evaluate(GROUND)
    style = "fetch(document.querySelector(\"link[href*='tokens.css']\").href).then((response) => response.text())"
    text = reader.evaluate(style)
    host.publish(second)
    reader.evaluate(UPDATE)
    notice = reader.locator(".new-version")
    expect(notice).to_contain_text("The book has been renewed.")
    assert reader.evaluate(style) == text  # the open page keeps its own file, though the host has another
    assert reader.evaluate(GROUND) == first
    notice.get_by_role("button", name="Reload").click()
    reader.wait_for_function(f"{GROUND} === '#abcdef'")
    expect(reader.locator(".new-version")).to_have_count(0)
    host.leave(reader)
    reader.goto("economy/wages.html")  # not opened since
    assert reader.evaluate(GROUND) == first
    reader.goto("polity/court.html")
    assert reader.locator("h1").inner_text() == "You are offline"
    assert reader.evaluate(GROUND) == "#abcdef"


def test_half_a_build_is_not_installed_and_its_pages_are_not_stored(reader: Page, host: Host, second: Path) -> None:
    visit(reader, "economy/wages.html")
    first = reader.evaluate(GROUND)
    old = (host.folder / "_static/css/tokens.css").read_bytes()
    host.publish(second, **{"_static/css/tokens.css": old})  # new pages, and a file of the last build
    assert reader.evaluate(FAILED) == "redundant"
    reader.goto("economy/wages.html")
    host.leave(reader)
    reader.goto("economy/wages.html")
    assert is_styled(reader)
    assert reader.evaluate(GROUND) == first
    assert "tokens.css?v=" in reader.content()


def test_the_preview_has_no_worker(context: BrowserContext, host: Host) -> None:
    page = host.folder / "economy/wages.html"
    text = page.read_text(encoding="utf-8")
    page.write_text(text.replace("</head>", '<meta name="preview" content="1">\n</head>', 1), encoding="utf-8")
    shown = context.new_page()
    visit(shown, "index.html")  # as another site at the same port may have left one
    shown.goto("economy/wages.html")
    until(shown, "navigator.serviceWorker.getRegistrations().then((all) => all.length === 0)")


def test_a_book_in_a_file_does_without(browser: Browser, site: Path) -> None:
    context = browser.new_context()
    page, errors = context.new_page(), []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto((site / "editions/2022-08.html").as_uri())
    assert page.locator("h1").inner_text() == "August 2022"
    expect(page.locator(".month-offline")).to_have_count(0)
    context.close()
    assert errors == []
