"""What is left out between the elements around a page's article, and what stays."""

from __future__ import annotations

import re

import pytest
from bs4 import BeautifulSoup

from pages.spacing import close_up


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<body>\n\n   \n  <p>a</p>\n  b</body>", "<body>\n<p>a</p>\nb</body>"),
        ("\n <i>\n <article>\n  x\n\n </article>\n </i>", "\n<i>\n<article>\n  x\n\n </article>\n</i>"),
        ("<article>\n a</article>\n <article>\n </article>\n c", "<article>\n a</article>\n <article>\n </article>\nc"),
        ("<b>a</b>\n   <b>c</b> d", "<b>a</b>\n<b>c</b> d"),
        ("", ""),
    ],
)
def test_what_is_left_out(html, expected):
    assert close_up(html) == expected


def test_no_page_has_it_outside_its_article_nor_text_that_needs_it(site):
    for path in site.rglob("index.html"):
        html = path.read_text("utf-8")
        before, rest = html.split("<article", 1)
        after = rest.rpartition("</article>")[2]
        assert not [part for part in (before, after) if re.search(r"\n\s", part)], path
        page = BeautifulSoup(before + after, "html.parser")
        assert not page.find(["pre", "textarea"]), path
