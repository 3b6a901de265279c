"""The switch between languages, the offer of another one, and the 404 page, in a browser, over HTTP and from files."""

from __future__ import annotations

import json
from contextlib import contextmanager

import pytest

from browsing import choose_language, watched
from project import BLOCKS, DEFAULT, LANGUAGES, page_file, page_url
from sources import read_page

OTHER = LANGUAGES[1]
TEXTS = {language: block["extra"]["offer"] for language, block in BLOCKS.items()}
OFFER = ".offer:visible"
PAGE, ANCHOR, ANOTHER = "about.md", "#offline", "#live"
PREFER = "Object.defineProperty(Navigator.prototype, 'languages', {{get: () => {languages}}})"
DENY = """
    for (const name of ["localStorage", "sessionStorage"]) {
      Object.defineProperty(window, name, {get() { throw new DOMException("denied", "SecurityError") }});
    }
"""
# What moved after it was painted. The theme's header does, where a browser paints it before its end has come.
SHIFTS = """
    window.moved = [];
    new PerformanceObserver((list) => {
      const nodes = list.getEntries().flatMap((shift) => shift.sources.map((source) => source.node));
      window.moved.push(...nodes.filter((node) => !node?.closest?.(".md-header")).map(String));
    }).observe({type: "layout-shift", buffered: true});
"""
FULL_TAG = {"en": "en-US", "zh": "zh-CN"}
# Half of what a page loads is what it searches in.
EMPTY_INDEX = json.dumps({"config": {"lang": ["en"], "separator": " ", "pipeline": [], "fields": {}}, "docs": []})


def answer_with_nothing(route) -> None:
    """Give the page, or the script that it takes from files, an index without pages."""
    is_script = route.request.url.endswith(".js")
    route.fulfill(body=f"var __index = {EMPTY_INDEX}" if is_script else EMPTY_INDEX)


@contextmanager
def visitor(browser, root, language=None, **options):
    """A page of a reader whose browser is in the language, in which nothing may go wrong."""
    with watched(browser, root, locale=FULL_TAG.get(language), **options) as (page, problems):
        page.route("**/search_index.js*", answer_with_nothing)
        yield page
        assert problems == []


@pytest.fixture
def root(request) -> str:
    """Where the site is: served, or as files."""
    if request.param == "http":
        return request.getfixturevalue("address")
    return f"{request.getfixturevalue('site_of_files').as_uri()}/"


def place(root: str, language: str, path: str) -> str:
    """The address of a page below the root. A file has to be named."""
    return root + (page_url if root.startswith("http:") else page_file)(language, path)


# The languages of a reader and of a page, in both directions over HTTP, and in one from files.
MISMATCHES = pytest.mark.parametrize(
    ("root", "reader", "language"),
    [("http", OTHER, DEFAULT), ("http", DEFAULT, OTHER), ("file", OTHER, DEFAULT)],
    indirect=["root"],
)


@MISMATCHES
def test_the_switch_keeps_the_place_and_drops_what_was_searched_for(browser, root, reader, language):
    with visitor(browser, root, language) as page:
        page.goto(f"{place(root, language, PAGE)}?h=torch{ANCHOR}")
        choose_language(page, reader)
        page.wait_for_url(place(root, reader, PAGE) + ANCHOR)
        assert page.locator(OFFER).count() == 0
        page.locator(f".md-nav--secondary:visible a[href='{ANOTHER}']").first.click()
        choose_language(page, language)
        page.wait_for_url(place(root, language, PAGE) + ANOTHER)


def test_the_switch_keeps_the_place_of_a_reader_who_scrolled(browser, address):
    with visitor(browser, address, DEFAULT) as page:
        page.goto(place(address, DEFAULT, "why.md"))
        heading = page.locator("article h2[id]").nth(2)
        heading.evaluate("it => window.scrollTo(0, it.getBoundingClientRect().top + scrollY + 10)")
        choose_language(page, OTHER)
        page.wait_for_url(f"{place(address, OTHER, 'why.md')}#{heading.get_attribute('id')}")


def test_at_the_top_of_a_page_the_switch_leads_to_the_top(browser, address):
    with visitor(browser, address, DEFAULT) as page:
        page.goto(place(address, DEFAULT, "faq.md"))
        choose_language(page, OTHER)
        page.wait_for_url(place(address, OTHER, "faq.md"))


def test_an_offer_is_in_sight_of_a_reader_who_comes_by_an_anchor(browser, address):
    with visitor(browser, address) as page:
        page.add_init_script(PREFER.format(languages=json.dumps([OTHER])))
        page.goto(place(address, DEFAULT, "faq.md") + "#" + read_page(DEFAULT, "faq.md").headings[-1].id)
        assert page.evaluate("scrollY") > 500
        box = page.locator(OFFER).bounding_box()
        assert 0 <= box["y"] < page.viewport_size["height"]


@pytest.mark.parametrize(
    ("languages", "language", "offered"),
    [
        (["zh-CN", "en"], "en", ["zh"]),
        (["zh-TW"], "en", ["zh"]),
        (["de-DE", "zh", "en"], "en", ["zh"]),
        (["en-US", "zh-CN"], "en", []),
        (["de-DE"], "en", []),
        (["en-GB", "zh-CN"], "zh", ["en"]),
        (["zh-Hans-SG", "en"], "zh", []),
        (["de-DE"], "zh", []),
    ],
)
def test_the_language_that_the_browser_prefers_is_offered(browser, address, languages, language, offered):
    with visitor(browser, address) as page:
        page.add_init_script(PREFER.format(languages=json.dumps(languages)))
        page.goto(place(address, language, PAGE), wait_until="domcontentloaded")
        assert [offer.get_attribute("lang") for offer in page.locator(OFFER).all()] == offered


@MISMATCHES
def test_an_offer_can_be_taken(browser, root, reader, language):
    with visitor(browser, root, reader) as page:
        page.goto(place(root, language, PAGE) + ANCHOR)
        page.get_by_role("link", name=TEXTS[reader]["accept"]).click()
        page.wait_for_url(place(root, reader, PAGE) + ANCHOR)
        page.goto(place(root, language, "faq.md"), wait_until="domcontentloaded")
        assert page.locator(OFFER).count() == 0


@MISMATCHES
def test_an_offer_can_be_dismissed_by_keyboard_and_stays_away(browser, root, reader, language):
    with visitor(browser, root, reader) as page:
        page.goto(place(root, language, PAGE))
        offer = page.get_by_role("complementary", name=BLOCKS[reader]["name"], exact=True)
        assert offer.get_attribute("lang") == reader
        assert TEXTS[reader]["text"] in offer.inner_text()
        focused = []
        for _ in range(3):  # the first leads to the content
            page.keyboard.press("Tab")
            focused.append(page.locator(":focus").inner_text())
        assert focused[1:] == [TEXTS[reader]["accept"], TEXTS[reader]["dismiss"]]
        page.keyboard.press("Enter")
        assert not offer.is_visible()
        for path in (PAGE, "faq.md"):
            page.goto(place(root, language, path), wait_until="domcontentloaded")
            assert page.locator(OFFER).count() == 0


def test_an_offer_moves_nothing_and_is_not_printed(browser, address):
    with visitor(browser, address, OTHER) as page:
        page.add_init_script(SHIFTS)
        page.goto(place(address, DEFAULT, PAGE), wait_until="networkidle")
        assert page.locator(OFFER).count() == 1
        assert page.evaluate("window.moved") == []
        page.emulate_media(media="print")
        assert page.locator(OFFER).count() == 0
        page.emulate_media(media="screen")
        page.evaluate("document.body.style.paddingTop = '200px'")
        page.wait_for_function("() => window.moved.length > 0")  # so it would have been seen


def test_an_offer_needs_no_storage(browser, address):
    with visitor(browser, address, OTHER) as page:
        page.add_init_script(DENY)
        page.goto(place(address, DEFAULT, PAGE))
        page.get_by_role("button", name=TEXTS[OTHER]["dismiss"]).click()
        assert page.locator(OFFER).count() == 0
        choose_language(page, OTHER)
        page.wait_for_url(place(address, OTHER, PAGE))


def test_nothing_is_offered_without_scripts(browser, address):
    with visitor(browser, address, OTHER, java_script_enabled=False) as page:
        page.goto(place(address, DEFAULT, PAGE))
        assert page.locator(".offer").count() == len(LANGUAGES) - 1
        assert page.locator(OFFER).count() == 0


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_404_page_offers_the_home_of_the_missing_page_s_language_first(browser, address, site, language, scripts):
    texts = {each: block["extra"]["not_found"] for each, block in BLOCKS.items()}
    first = language if scripts else DEFAULT
    with visitor(browser, address, java_script_enabled=scripts) as page:
        missing = address + page_url(language, "index.md") + "no/such/page/"
        page.route(missing, lambda route: route.fulfill(path=site / "404.html", content_type="text/html"))
        page.goto(missing)
        assert page.title() == texts[first]["title"]
        heading = page.get_by_role("heading", level=1).inner_text().split("\n")
        assert heading == sorted((text["title"] for text in texts.values()), key=lambda title: title != page.title())
        homes = page.locator("article li a")
        assert homes.count() == len(LANGUAGES)
        assert homes.first.inner_text() == texts[first]["home"]
        homes.first.click()
        page.wait_for_url(address + page_url(first, "index.md"))
        assert page.locator("html").get_attribute("lang") == first
