"""What the filter above the tables of situations knows beside their words: the keywords of the pages they lead to."""

from __future__ import annotations

import html
import re
from urllib.parse import urljoin

TABLES = re.compile(r'<div class="situations".*?</div>', re.S)
LINK = re.compile(r'<a href="(?P<path>[^"#]*)(?:#[^"]*)?"')


def add_words(content: str, page, files) -> str:
    """The HTML of a page with ``data-words`` on each link in its tables; all pages must have been read."""
    pages = {file.url: file.page for file in files.documentation_pages()}

    def add(link: re.Match[str]) -> str:
        target = pages.get(urljoin(page.url, link["path"]))
        words = target.meta.get("search", {}).get("keywords", []) if target else []
        return f'<a data-words="{html.escape(" ".join(map(str, words)))}"{link[0].removeprefix("<a")}'

    return TABLES.sub(lambda table: LINK.sub(add, table[0]), content)
