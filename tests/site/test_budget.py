"""What a page costs its reader: bytes, requests and jumps. ``make audit`` measures the time."""

from __future__ import annotations

import gzip
import re

import pytest

from browsing import watched
from project import DEFAULT, LANGUAGES, files_below, page_url

FIRST_PAGE = 100_000  # bytes, compressed, the search index apart
REQUESTS = 12
KINDS = ("index.md", "situations/vector-backward.md", "about.md")
FONT_FACE = re.compile(r"@font-face\s*\{[^}]*\}")
PATIENT = re.compile(r"font-display:\s*(?:swap|fallback|optional)")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_page_is_small(page, language):
    responses = []
    page.on("response", lambda response: responses.append(response))
    page.goto(page_url(language, "index.md"), wait_until="networkidle")
    sizes = {each.url: len(gzip.compress(each.body())) for each in responses if "/search_index." not in each.url}
    assert len(responses) == len(sizes) + 1
    assert len(responses) <= REQUESTS, sizes
    assert sum(sizes.values()) <= FIRST_PAGE, sizes


# How far the page's content has jumped about so far; two frames later than the last, to have it all.
SHIFT = """
() => new Promise(done => {
    let sum = 0
    new PerformanceObserver(list => list.getEntries().forEach(entry => { sum += entry.value }))
        .observe({ type: "layout-shift", buffered: true })
    requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => done(sum))))
})
"""


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("width", "height"), [(1366, 768), (390, 844)])
def test_nothing_jumps_while_a_page_loads(browser, address, language, width, height):
    with watched(browser, address, viewport={"width": width, "height": height}) as (page, problems):
        for path in KINDS:
            page.goto(page_url(language, path), wait_until="networkidle")
            assert page.evaluate(SHIFT) == 0, path
        assert problems == []


def test_nothing_jumps_while_a_page_comes_in_pieces(page):
    page.goto(page_url(DEFAULT, "about.md"), wait_until="networkidle")
    network = page.context.new_cdp_session(page)
    slow = {"offline": False, "latency": 20, "downloadThroughput": 60_000, "uploadThroughput": 60_000}
    network.send("Network.emulateNetworkConditions", slow)
    page.goto(page_url(DEFAULT, "why.md"), wait_until="domcontentloaded")
    assert page.evaluate(SHIFT) < 0.0005  # the table of contents grows; the header alone would be 0.0007


def test_a_jump_is_seen(page):
    page.goto(page_url(DEFAULT, "about.md"), wait_until="networkidle")
    page.evaluate("document.querySelector('h1').style.marginTop = '9em'")
    assert page.evaluate(SHIFT) > 0


def blocking_fonts(styles: dict[str, str]) -> list[str]:
    """The web fonts that hide text until they are there: their rules, by the style sheet that has them."""
    return [
        f"{name}: {rule}"
        for name, style in styles.items()
        for rule in FONT_FACE.findall(style)
        if "url(" in rule and not PATIENT.search(rule)
    ]


def test_no_text_waits_for_a_font(site):
    styles = {name: content.decode() for name, content in files_below(site).items() if name.endswith(".css")}
    assert len(styles) >= 3
    assert blocking_fonts(styles) == []


@pytest.mark.parametrize(
    ("rule", "found"),
    [
        ("@font-face { src: url(a.woff2) }", 1),
        ("@font-face { src: url(a.woff2); font-display: block }", 1),
        ("@font-face { src: url(a.woff2); font-display: swap }", 0),
        ("@font-face { src: local(Arial) }", 0),
    ],
)
def test_a_blocking_font_is_found(rule, found):
    assert len(blocking_fonts({"a.css": rule})) == found


# What would have a browser style and lay out a page for longer or more often, or wait before it is shown.
HEAVY = re.compile(
    r'<script[^>]* src=|/palette\.\w+\.min\.css|data-md-component="(?:content|palette)"|<span class="[nopw]">'
)


def test_no_page_has_what_holds_it_up(site):
    assert {
        path: found for path in site.rglob("*.html") if (found := set(HEAVY.findall(path.read_text("utf-8"))))
    } == {}


@pytest.mark.parametrize(
    "heavy", ['<script defer src="a.js">', '<div data-md-component="content">', '<span class="n">x']
)
def test_what_holds_a_page_up_is_found(heavy):
    assert HEAVY.search(heavy)
