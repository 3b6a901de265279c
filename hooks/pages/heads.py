"""What stands beside and below headings: links to them, with what the programs were run, and where to jump to."""

from __future__ import annotations

import functools
import html
import platform
import re
from importlib.metadata import version

JUMPS = 4  # sections that are worth a line of links
LIVE = re.compile(r'class="snippet snippet--\w+"')  # one that was recorded has another class


def title_permalinks(config) -> None:
    """Have the link beside each heading say what it is in the language that is built."""
    config.mdx_configs["toc"]["permalink_title"] = config.extra["permalink"]


@functools.cache  # to read it takes milliseconds, and each page says it several times
def torch_version() -> str:
    """As ``torch.__version__``, less what says how it was built."""
    return version("torch").partition("+")[0]


def ran_with(date: str, sentence: str) -> str:
    """The sentence, with the versions that run the programs and the date of the build."""
    return sentence.format(torch=torch_version(), python=platform.python_version(), date=date)


def add_head(text: str, page, words: dict) -> str:
    """The HTML of a page with a line of links to its sections, and where this build ran its programs, with what.

    Args:
        text: the page as HTML.
        page: MkDocs' page.
        words: ``extra`` of ``mkdocs.yml`` in the page's language.
    """
    sections = [section for heading in page.toc for section in heading.children]
    if len(sections) >= JUMPS:
        links = "".join(f'<li><a href="{section.url}">{section.title}</a></li>' for section in sections)
        jumps = (
            f'<nav class="jumps" aria-label="{html.escape(words["jumps"])}" data-search-exclude><ul>{links}</ul></nav>'
        )
        text = re.sub(r"(?=<h2\b)", lambda _: jumps, text, count=1)
    if LIVE.search(text):
        line = html.escape(ran_with(page.update_date, words["ran"]))
        text = text.replace("</h1>", f'</h1><p class="ran" data-search-exclude>{line}</p>', 1)
    return text
