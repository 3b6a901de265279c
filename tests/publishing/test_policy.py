"""The Content-Security-Policy of every page: what it names, and that a page works under it as nginx serves it."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator

import pytest
from bs4 import BeautifulSoup

from browsing import watched
from problems import fail_with
from project import BLOCKS, LANGUAGES, page_url
from publishing.policy import add_policy

META = re.compile(r'<meta http-equiv="Content-Security-Policy" content="(?P<policy>[^"]*)">')
KINDS = ("index.md", "why.md", "situations/vector-backward.md", "reference/rule.md", "faq.md", "about.md")
PALETTE = ".palette button:not([hidden])"
HANDLER = re.compile(r"on[a-z]+")


def policy_of(html: str) -> dict[str, set[str]]:
    """What the page allows, by the name of the rule; nothing where it has no policy."""
    found = META.search(html)
    rules = found["policy"].split("; ") if found else []
    return {name: set(values) for name, *values in map(str.split, rules)}


def against_the_policy(html: str) -> Iterator[str]:
    """What a browser would refuse of a page, or what the page allows and does not need."""
    policy, page = policy_of(html), BeautifulSoup(html, "html.parser")
    if not policy or META.search(html).start() > html.index("<script"):
        yield "expected a policy above the first script"
        return
    run = [script for script in page.find_all("script") if "json" not in script.get("type", "")]
    hashes = {base64.b64encode(hashlib.sha256(script.string.encode()).digest()).decode() for script in run}
    if policy["script-src"] != {"'self'", *(f"'sha256-{each}'" for each in hashes)}:
        yield "expected the hashes of its own scripts, and no others"
    if policy["default-src"] != {"'none'"} or "unsafe" in META.search(html)["policy"]:
        yield "expected nothing by default, and nothing unsafe"
    for element in page.find_all(True):
        if (
            any(HANDLER.fullmatch(name) for name in element.attrs)
            or "style" in element.attrs
            or element.name == "style"
        ):
            yield f"expected no handler and no style in the page, got <{element.name} {element.attrs}>"
        if element.get("href", "").strip().lower().startswith("javascript:"):
            yield f"expected no script in a link, got {element}"


def test_every_page_allows_what_it_has(site):
    pages = [*site.rglob("*.html")]
    assert len(pages) > 100
    fail_with(f"{page}: {fault}" for page in pages for fault in against_the_policy(page.read_text("utf-8")))


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("<h1", '<h1 onclick="go()"', "no handler"),
        ("<h1", '<h1 style="color: red"', "no style"),
        ("</h1>", "</h1><style>h1 { color: red }</style>", "no style"),
        ("</h1>", '</h1><a href="javascript:go()">go</a>', "no script in a link"),
        ("</h1>", "</h1><script>go()</script>", "hashes"),
        ("script-src 'self'", "script-src 'self' 'unsafe-inline'", "hashes"),
        ("default-src 'none'", "default-src *", "nothing by default"),
        ("http-equiv", "name", "a policy"),
    ],
)
def test_what_is_against_it_is_found(site, old, new, found):
    html = (site / "faq" / "index.html").read_text("utf-8")
    assert old in html
    assert any(found in fault for fault in against_the_policy(html.replace(old, new, 1)))


def test_where_none_could_be_right_there_is_none(site_of_files):
    """In the edition of files; ``mkdocs serve`` adds a script of its own."""
    assert [page for page in site_of_files.rglob("*.html") if META.search(page.read_text("utf-8"))] == []

    class Config:
        use_directory_urls = True

    page = '<meta charset="utf-8"><script>1</script>'
    assert add_policy(page, Config, serving=True) == page
    assert policy_of(add_policy(page, Config, serving=False))["script-src"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_of_page_works_under_it(browser, hosted, language):
    other = next(each for each in LANGUAGES if each != language)
    options = {"viewport": {"width": 1366, "height": 768}, "color_scheme": "light", "locale": other}
    with watched(browser, hosted, **options) as (page, problems):
        for path in KINDS:
            page.goto(page_url(language, path), wait_until="networkidle")
            assert page.locator("article h1").is_visible()
        # The offer, which an inline script shows
        offer = page.locator(".offer:not([hidden])")
        assert offer.get_attribute("lang") == other
        offer.get_by_role("button").click()
        # Light and dark
        page.locator(PALETTE).click()
        page.locator(PALETTE).click()
        page.goto(page_url(language, "index.md"))
        assert page.evaluate("getComputedStyle(document.body).colorScheme") == "dark"
        # Search: its index and its library
        page.locator(".md-search__input").fill("ddp")
        page.locator(".md-search-result__item > .md-search-result__link").first.wait_for()
        page.keyboard.press("Escape")
        # A copy
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        block = page.locator(".snippet__source:visible").first
        block.hover()
        block.locator("button").click()
        page.wait_for_function(
            "wanted => navigator.clipboard.readText().then(text => text.trimEnd() == wanted)",
            arg=block.get_attribute("data-copy").rstrip(),
        )
        # The explorer
        page.goto(page_url(language, "why.md"))
        page.locator(".explorer input").last.fill("0")
        assert page.locator(".explorer output").inner_text().endswith("p.grad = [[4, 4], [4, 0]]")
        assert problems == []


def test_the_404_page_works_under_it(browser, hosted):
    last = LANGUAGES[-1]
    with watched(browser, hosted) as (page, problems):
        page.goto(f"{last}/none/")
        assert page.locator("h1.not-found > span").first.get_attribute("lang") == last
        assert page.title() == BLOCKS[last]["extra"]["not_found"]["title"]
        assert [each for each in problems if "404" not in each] == []


@pytest.mark.parametrize(
    "what", ['<p id="bad" onclick="window.ran = 1">Bad</p>', '<p id="bad">Bad</p><script>window.ran = 1</script>']
)
def test_what_is_put_into_a_page_does_not_run_and_is_seen(browser, hosted, what):
    with watched(browser, hosted) as (page, problems):

        def infect(route):
            response = route.fetch()
            route.fulfill(response=response, body=response.text().replace("</h1>", f"</h1>{what}", 1))

        page.route("**/about/", infect)
        page.goto("about/")
        page.locator("#bad").click()
        assert page.evaluate("window.ran") is None
        assert any("Content Security Policy" in problem for problem in problems)
        # Without the policy it would have run.
        page.unroute("**/about/")
        page.route("**/about/", lambda route: route.fulfill(body=f"<!doctype html>{what}", content_type="text/html"))
        page.goto("about/")
        page.locator("#bad").click()
        assert page.evaluate("window.ran") == 1


def test_no_other_site_may_frame_a_page(browser, hosted):
    with watched(browser, hosted) as (page, problems):
        page.route(
            "**/frame.html", lambda route: route.fulfill(body="<iframe src='./'></iframe>", content_type="text/html")
        )
        page.goto("frame.html", wait_until="networkidle")
        assert any("frame-ancestors" in problem for problem in problems)
