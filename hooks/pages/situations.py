"""What the filter above the tables of situations knows beside their words: the keywords of the pages they lead to."""

from __future__ import annotations

import html
import re
from urllib.parse import urljoin

TABLES = re.compile(r'<div class="situations".*?</div>', re.S)
ROW = re.compile(r"<tr>.*?</tr>", re.S)
PUNCTUATION = ".,;:!?'\""  # around a word, in what is typed, the filter passes over it
LINK = re.compile(r'<a href="(?P<path>[^"#]*)"')  # a row that leads to a section is told by its own words


def add_words(content: str, page, files) -> str:
    """The HTML of a page with ``data-words`` on each link to a page in its tables: those that its row does not show.

    All pages must have been read.
    """
    pages = {file.url: file.page for file in files.documentation_pages()}

    def add(link: re.Match[str], shown: str) -> str:
        target = pages.get(urljoin(page.url, link["path"]))
        keywords = target.meta.get("search", {}).get("keywords", []) if target else []
        words = {word.strip(PUNCTUATION) for word in " ".join(map(str, keywords)).lower().split()}
        needed = [word for word in words if word not in shown]
        needed = [word for word in needed if not any(word in other for other in needed if other != word)]
        return f'<a data-words="{html.escape(" ".join(sorted(needed)))}"{link[0].removeprefix("<a")}'

    def add_to(row: re.Match[str]) -> str:
        shown = html.unescape(re.sub("<[^>]*>", "", row[0])).lower()
        return LINK.sub(lambda link: add(link, shown), row[0])

    return TABLES.sub(lambda table: ROW.sub(add_to, table[0]), content)
