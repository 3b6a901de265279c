"""The error page leads each reader to a situation: by a link on the first screen, tables, a filter, whole rows."""

from __future__ import annotations

import json
import re

import pytest

from browsing import watched
from project import BLOCKS, DEFAULT, LANGUAGES, all_pages, page_file, page_url
from sources import read_page

ROWS = ".situations tbody tr"
KNOWN = """rows => rows.map(row => row.textContent + [...row.querySelectorAll("a")].map(({ href, hash }) =>
    hash ? "" : filter_words.pages[href.slice(new URL(filter_words.root, location).href.length)]).join(" "))"""


def situations(language: str) -> int:
    """How many rows the tables have in the page's source."""
    lines = read_page(language, "index.md").text.split('<div class="situations')[1].split("</div>")[0].splitlines()
    return sum(line.startswith("| ") and "](" in line for line in lines)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_phone_s_first_screen_leads_to_the_tables(page, language):
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(page_url(language, "index.md"))
    link = page.locator(".lead a[href='#situations']")
    assert link.bounding_box()["y"] < 844
    link.click()
    assert page.locator(".situations table").first.is_visible()


@pytest.mark.parametrize(
    ("language", "words", "page_found"),
    [
        ("en", "lightning", "situations/trainers.md"),
        ("en", "GPU fails", "situations/multi-gpu.md"),
        ("zh", "多卡", "situations/multi-gpu.md"),
        ("zh", "二阶", "situations/pinn.md"),
        ("en", "dataparallel device_ids", "situations/multi-gpu.md"),  # keywords of the page, in no cell
        ("en", "'float' object has no attribute 'backward'.", "reference/no-backward.md"),
    ],
)
def test_the_filter_leaves_the_rows_with_all_words(page, language, words, page_found):
    page.goto(page_url(language, "index.md"))
    field = page.locator(".filtered > input")
    with page.expect_event("requestfinished", lambda request: request.url.endswith("/keywords.js")):
        field.focus()
    field.press_sequentially(words)
    rows = page.locator(f"{ROWS}:visible")
    known = rows.evaluate_all(KNOWN)
    assert 0 < len(known) < situations(language) / 4
    assert all(word in text.lower() for text in known for word in re.findall(r"\w+", words.lower()))
    row = rows.filter(has=page.locator(f"a[href*='{page_url(DEFAULT, page_found)}']")).first
    row.scroll_into_view_if_needed()
    box = row.locator("td").first.bounding_box()
    page.mouse.click(box["x"] + 5, box["y"] + 5)  # far from the link's words
    page.wait_for_url(f"**/{page_url(language, page_found)}*")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("place", "url"), [("site", page_url), ("site_of_files", page_file)])
def test_the_filters_know_the_keywords_of_every_page(request, place, url, language):
    root = url(language, "index.md").removesuffix("index.html")
    script = (request.getfixturevalue(place) / root / "search" / "keywords.js").read_text("utf-8")
    known = json.loads(script.removeprefix("filter_words.pages = "))
    assert set(known) == {url(language, path).removeprefix(root) for path in all_pages(language)}
    for path in all_pages(language):
        keywords = read_page(language, path).front_matter.get("search", {}).get("keywords", [])
        assert known[url(language, path).removeprefix(root)] == " ".join(map(str, keywords)).lower()


def test_the_filter_says_how_many_rows_it_leaves_and_enter_opens_the_first(page):
    page.goto(page_url("en", "index.md"))
    field, status = page.locator(".filtered > input"), page.locator(".situations [role=status]")
    field.press_sequentially("gradient penalty")
    count = page.locator(f"{ROWS}:visible").count()
    assert status.inner_text() == f"{count} / {situations('en')}"
    first = page.locator(f"{ROWS}:visible a").first.evaluate("link => link.href")
    field.press("Enter")
    page.wait_for_url(first)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_filter_that_leaves_nothing_says_where_to_go(page, language):
    page.goto(page_url(language, "index.md"))
    field, status = page.locator(".filtered > input"), page.locator(".situations [role=status]")
    assert status.inner_text() == ""
    field.fill("xyzzy")
    assert page.locator(f"{ROWS}:visible").count() == 0
    assert len(status.inner_text()) > 10
    field.fill("")
    assert page.locator(f"{ROWS}:visible").count() == situations(language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_scripts_every_row_is_there_and_no_field(browser, address, language):
    with watched(browser, address, java_script_enabled=False) as (page, problems):
        page.goto(page_url(language, "index.md"))
        assert page.locator(f"{ROWS}:visible").count() == situations(language) > 20
        assert page.locator(".filtered > input").count() == 0
        assert problems == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_long_page_has_a_line_of_jumps_on_a_phone(page, language):
    page.goto(page_url(language, "situations/multi-gpu.md"))
    jumps = page.get_by_role("navigation", name=BLOCKS[language]["extra"]["jumps"])
    assert not jumps.is_visible(), "the table of contents stands beside the page"
    page.set_viewport_size({"width": 390, "height": 844})
    assert jumps.is_visible()
    headings = [heading.id for heading in read_page(language, "situations/multi-gpu.md").headings if heading.level == 2]
    links = jumps.locator("a").all()
    assert [link.get_attribute("href") for link in links] == [f"#{id}" for id in headings]
    assert min(link.bounding_box()["height"] for link in links) >= 24, "too small for a finger"
