"""Long tables on pages other than the first: a field leaves the rows with all of the reader's words."""

from __future__ import annotations

import re

import pytest

from browsing import watched
from project import LANGUAGES, all_pages, page_url
from sources import read_page

LONG = 15  # rows: more than a reader scans
ROWS = ".filtered tbody tr"


def rows_above_sections(text: str) -> int:
    """How many rows the longest table has that stands above the first section of a page's source."""
    above = re.split(r"^## ", text, maxsplit=1, flags=re.M)[0]
    return max((len(table.splitlines()) - 2 for table in re.findall(r"(?:^\|.*\n)+", above, re.M)), default=0)


def test_the_pages_whose_first_table_is_long_have_a_filter():
    long, filtered = set(), {language: set() for language in LANGUAGES}
    for language in LANGUAGES:
        for path in all_pages(language):
            text = read_page(language, path).text
            if rows_above_sections(text) > LONG:
                long.add(path)
            if re.search(r'^<div class="(?:\w+ )?filtered"', text, re.M):
                filtered[language].add(path)
    expected = long | {"index.md", "reference/similar-errors.md"}  # whose tables stand in sections
    assert len(long) > 10
    assert filtered == dict.fromkeys(LANGUAGES, expected)


@pytest.mark.parametrize("width", [390, 1280])  # on a phone, the cells of a row stand below each other
@pytest.mark.parametrize(
    ("language", "path", "words"),
    [
        ("en", "reference/no-grad-fn.md", "Lightning test()"),
        ("zh", "reference/no-grad-fn.md", "检查点"),
        ("en", "reference/similar-errors.md", "modified by an inplace operation"),
        ("zh", "reference/similar-errors.md", "leaf variable"),
        ("en", "situations/trainers.md", "compute_loss"),
    ],
)
def test_the_filter_leaves_the_rows_with_all_words(page, language, path, words, width):
    page.set_viewport_size({"width": width, "height": 844})
    page.goto(page_url(language, path))
    total, field = page.locator(ROWS).count(), page.locator(".filtered > input")
    field.fill(words)
    left = page.locator(f"{ROWS}:visible").all_inner_texts()
    assert 0 < len(left) < total / 2
    assert all(word in text.lower() for text in left for word in words.lower().split())
    assert page.locator(".filtered > [role=status]").inner_text() == f"{len(left)} / {total}"
    for heading in page.locator(".filtered > h2:visible").all():  # of a section that has no row left, none
        assert heading.locator("xpath=following-sibling::*[1]").is_visible()
    field.fill("")
    assert page.locator(f"{ROWS}:visible").count() == total


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_scripts_all_rows_are_there_and_no_field(browser, address, language):
    with watched(browser, address, java_script_enabled=False) as (page, problems):
        page.goto(page_url(language, "reference/no-grad-fn.md"))
        assert page.locator(f"{ROWS}:visible").count() > LONG
        assert page.locator(".filtered > input").count() == 0
        assert problems == []
