"""The built site in a browser, below a path and without a network: no error, no request elsewhere, and it works."""

from __future__ import annotations

import json
import os
import shutil
import threading
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright import sync_api

import pages
from project import LANGUAGES, SITE_PATH, SNIPPETS, all_pages, page_url

MESSAGE = "grad can be implicitly created only for scalar outputs"
NAMES = ("chromium", "chromium-browser", "google-chrome")
HOST = "127.0.0.1"
FLAGS = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
    "--no-sandbox",
    # No network: no name but ours leads anywhere.
    f"--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE {HOST}",
]
INNER = "why.md"
PALETTE = "[data-md-component=palette] label:not([hidden])"


@pytest.fixture(scope="session")
def browser():
    """One browser for each test process."""
    program = next(filter(None, map(shutil.which, NAMES)), None)
    if not program:
        reason = f"no browser: none of {', '.join(NAMES)} is on the PATH (apt-get install chromium)"
        # In CI a skipped test would pass for a site that nobody has looked at.
        (pytest.fail if os.environ.get("CI") else pytest.skip)(reason)
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield browser
        browser.close()


class Handler(SimpleHTTPRequestHandler):
    """Serves the site below its path, and nothing else, as a host of static pages does."""

    protocol_version = "HTTP/1.1"

    def translate_path(self, path):
        if not path.startswith(SITE_PATH):
            return os.path.join(self.directory, "none")
        return super().translate_path(path.removeprefix(SITE_PATH.rstrip("/")))

    def log_message(self, *_):
        pass


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request, client_address):
        pass  # a page that is left closes its connections


@pytest.fixture(scope="session")
def address(site):
    """Where the site is served."""
    with Server((HOST, 0), partial(Handler, directory=str(site))) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://{HOST}:{server.server_port}{SITE_PATH}"
        server.shutdown()
        thread.join()


@contextmanager
def watched(browser, address, **options):
    """A page of a new profile, and the list that fills with what goes wrong in it."""
    context = browser.new_context(base_url=address, **options)
    context.set_default_timeout(10_000)
    problems = []

    def console(message):
        if message.type in ("error", "warning"):
            problems.append(f"console {message.type}: {message.text}")

    def request(request):
        if not request.url.startswith((address, "data:", "blob:")):
            problems.append(f"request to {request.url}")

    def response(response):
        if response.status >= 400:
            problems.append(f"status {response.status} of {response.url}")

    def failed(request):
        if request.failure != "net::ERR_ABORTED":  # the page was left before it had loaded what it searches in
            problems.append(f"failed: {request.url} {request.failure}")

    context.on("console", console)
    context.on("weberror", lambda error: problems.append(f"error: {error.error}"))
    context.on("request", request)
    context.on("requestfailed", failed)
    context.on("response", response)
    try:
        yield context.new_page(), problems
    finally:
        context.close()


@pytest.fixture
def page(browser, address):
    """A page in which nothing may go wrong until the test ends."""
    with watched(browser, address, viewport={"width": 1366, "height": 768}, color_scheme="light") as (page, problems):
        yield page
        page.wait_for_load_state("networkidle")
        assert problems == []


def home(language):
    return page_url(language, "index.md")


@pytest.mark.parametrize("path", ["index.md", INNER])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_loads_without_an_error_or_a_request_elsewhere(page, address, language, path):
    response = page.goto(page_url(language, path), wait_until="networkidle")
    assert response.status == 200
    assert page.url == address + page_url(language, path)
    assert page.locator("html.js").count() == 1
    assert page.locator(".snippet__output:visible").count() > 0


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("<script>console.error('no')</script>", "console error: no"),
        ("<script>console.warn('no')</script>", "console warning: no"),
        ("<script>missing()</script>", "error: "),
        ("<img src='none.png'>", "status 404 of "),
        ("<img src='/index.html'>", "status 404 of "),
        ("<img src='http://127.0.0.1:9/a.png'>", "request to http://127.0.0.1:9/"),
        ("<link rel='stylesheet' href='https://example.org/a.css'>", "request to https://example.org/"),
        ("<script>fetch('https://example.org/').catch(() => 0)</script>", "failed: https://example.org/"),
        ("<script>new Worker('none.js')</script>", "status 404 of "),
    ],
)
def test_what_goes_wrong_in_a_page_is_seen(browser, address, content, problem):
    with watched(browser, address) as (page, problems):
        page.route("**/planted.html", lambda route: route.fulfill(body=content, content_type="text/html"))
        page.goto("planted.html", wait_until="networkidle")
        assert any(found.startswith(problem) for found in problems), problems


@pytest.mark.parametrize("path", ["index.md", INNER])
def test_the_language_switch_leads_to_the_same_page_and_back(page, address, path):
    first, second = LANGUAGES
    page.goto(page_url(first, path))
    for language in (second, first):
        page.locator(".md-header .md-select button").hover()
        page.locator(f".md-header .md-select__link[hreflang={language}]").click()
        page.wait_for_url(address + page_url(language, path))
        assert page.locator("html").get_attribute("lang") == language


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_copy_button_copies_the_tested_file(page, language):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(home(language))
    open_all_details(page)
    fences = pages.read_page(language, "index.md").snippets
    sources = [fence for fence in fences if 'show="output"' not in fence.options]
    assert any(fence.compared_with for fence in sources)
    blocks = page.locator(".snippet__source")
    assert blocks.count() == len(sources)
    for fence, block in zip(sources, blocks.all(), strict=True):
        page.evaluate("navigator.clipboard.writeText('nothing was copied')")
        block.hover()
        block.locator("button").click()
        page.wait_for_function("navigator.clipboard.readText().then(text => text != 'nothing was copied')")
        # The theme cuts white space at the end.
        assert page.evaluate("navigator.clipboard.readText()") == (SNIPPETS / fence.snippet).read_text("utf-8").rstrip()


def background(page):
    return page.evaluate("getComputedStyle(document.body).backgroundColor")


def test_the_palette_switches_between_light_and_dark_and_stays(page):
    page.goto(home("en"))
    scheme = partial(page.locator("body").get_attribute, "data-md-color-scheme")
    light = background(page)
    assert scheme() == "default"
    page.locator(PALETTE).click()  # from the system's preference to light
    assert (scheme(), background(page)) == ("default", light)
    page.locator(PALETTE).click()
    assert scheme() == "slate"
    page.wait_for_function("light => getComputedStyle(document.body).backgroundColor != light", arg=light)
    page.goto(page_url("zh", INNER))
    assert scheme() == "slate"
    page.locator(PALETTE).click()
    assert scheme() == "default"


def test_the_palette_follows_the_system(page):
    page.goto(home("en"))
    light = background(page)
    page.emulate_media(color_scheme="dark")
    page.wait_for_selector("body[data-md-color-scheme=slate]")
    page.wait_for_function("light => getComputedStyle(document.body).backgroundColor != light", arg=light)


@pytest.mark.parametrize(
    ("start", "query", "found"),
    [
        ("en", "grad can be implicitly created only for scalar outputs", home("en")),
        ("en", "reduction none", page_url("en", "situations/loss-reduction-none.md")),
        ("zh", "grad can be implicitly created only for scalar outputs", home("zh")),
        # On that page inside sentences only, so it is found if they are cut into words.
        ("zh", "学习率", page_url("zh", "fixes/reduce.md")),
    ],
)
def test_search_finds_the_page(page, address, start, query, found):
    page.goto(page_url(start, "about.md"))
    page.locator(".md-search__input").click()
    page.keyboard.insert_text(query)
    page.keyboard.press("End")  # Material looks at what is typed when a key is let go
    results = page.locator(".md-search-result__item > .md-search-result__link")
    results.first.wait_for()
    targets = [link.evaluate("link => link.href").split("?")[0].split("#")[0] for link in results.all()]
    assert address + found in targets
    results.nth(targets.index(address + found)).click()
    page.wait_for_url(lambda url: url.startswith(address + found))


def excess_width(page):
    """How far the page can be scrolled sideways."""
    return page.evaluate("document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth")


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_scrolls_sideways_on_a_phone(page, site, language):
    nothing = json.loads((site / "search" / "search_index.json").read_text("utf-8")) | {"docs": []}
    page.route("**/search_index.json", lambda route: route.fulfill(json=nothing))  # half of each page's loading time
    too_wide = []
    for path in all_pages(language):
        page.goto(page_url(language, path), wait_until="domcontentloaded")
        open_all_details(page)
        for width in (390, 320):
            page.set_viewport_size({"width": width, "height": 844})
            if excess := excess_width(page):
                too_wide.append(f"{path} at {width}: {excess} too wide")
    assert too_wide == []


def test_a_page_that_scrolls_sideways_is_seen(page):
    page.set_viewport_size({"width": 320, "height": 844})
    page.goto(home("en"))
    page.locator("article").evaluate("it => { it.style.width = '99em' }")
    assert excess_width(page) > 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_home_page_is_whole_without_scripts(browser, address, language):
    with watched(browser, address, java_script_enabled=False) as (page, problems):
        page.goto(home(language))
        assert page.get_by_role("heading", level=1).filter(has_text=MESSAGE).is_visible()
        cards = page.locator(".grid.cards > ul > li")
        assert [card.is_visible() for card in cards.all()] == [True] * 3
        outputs = page.locator(".snippet__output:not(details:not([open]) *)")
        assert outputs.count() > 0
        assert all(output.is_visible() for output in outputs.all())
        # Alone on its line: a traceback also quotes the comment on the line that raised.
        assert any(f"RuntimeError: {MESSAGE}" in output.inner_text().splitlines() for output in outputs.all())
        assert problems == []


def open_all_details(page):
    page.evaluate("document.querySelectorAll('details').forEach(details => details.open = true)")
