"""What the filter above the tables of situations knows beside their words: the keywords of the pages they lead to."""

from __future__ import annotations

import html
import re
from urllib.parse import urljoin

TABLES = re.compile(r'<div class="situations".*?</div>', re.S)
LINK = re.compile(r'<a href="(?P<path>[^"#]*)"')  # a row that leads to a section is told by its own words


def add_words(content: str, page, files) -> str:
    """The HTML of a page with ``data-words`` on each link to a page in its tables; all pages must have been read."""
    pages = {file.url: file.page for file in files.documentation_pages()}

    def add(link: re.Match[str]) -> str:
        target = pages.get(urljoin(page.url, link["path"]))
        keywords = target.meta.get("search", {}).get("keywords", []) if target else []
        words = dict.fromkeys(" ".join(map(str, keywords)).lower().split())  # the filter looks for words, one by one
        needed = [word for word in words if not any(word in other for other in words if other != word)]
        return f'<a data-words="{html.escape(" ".join(needed))}"{link[0].removeprefix("<a")}'

    return TABLES.sub(lambda table: LINK.sub(add, table[0]), content)
