"""Finds the fences that name a snippet by its path below ``snippets/``, and reads their options.

    ```snippet
    vector-backward/error.py
    ```

Options, written ``name="value"`` behind the word ``snippet``:

    hl_lines   lines of the source to highlight, as in any fence ("3 5-7"); the raising line always is
    show       "source" or "output": only that part
    diff       path of another snippet: show the source as a change against it
    explained  "yes": behind the output, what the tool of ``publishing/tool.py`` says of the error
    draw       what to draw from what it prints (see drawing/pictures.py); below the path stand the page's words for it
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pages.options import read_options

LANGUAGE = "snippet"
# Wider than our own form: an opening with braces, or behind a list marker, must be refused, not shown as text.
OPENING = re.compile(
    rf"""^(?P<before>[ \t>]*(?:(?:[-*+]|\d+\.)[ \t]+)*(?:`{{3,}}|~{{3,}}))
    [ \t]*(?:\{{[ \t]*)?\.?{LANGUAGE}(?![\w-])(?P<options>.*)$""",
    re.M | re.X,
)
NAMED = re.compile(rf"^[ \t>]*(?:`{{3,}}|~{{3,}})[ \t]*{LANGUAGE}\b(?P<options>.*)\n[ \t>]*(?P<path>\S+\.py)$", re.M)


@dataclass
class Fence:
    """A fence: the place of its first line (``docs/en/index.md:12``), its page's address, its options, their fault."""

    place: str
    url: str
    options: dict[str, str]
    problem: str
    rendered: bool = False


def mark_fences(markdown: str, source: str, above: int, url: str) -> tuple[str, list[Fence]]:
    """The Markdown with its place on each fence instead of its options, so that no other extension reads them.

    Args:
        markdown: the page without its front matter.
        source: the page's file, from the project's folder.
        above: how many lines the front matter has.
        url: the page's address.
    """
    fences: list[Fence] = []

    def mark(opening: re.Match[str]) -> str:
        line = markdown.count("\n", 0, opening.start()) + above + 1
        fence = Fence(f"{source}:{line}", url, *read_options(opening["options"]))
        fences.append(fence)
        return f'{opening["before"]}{LANGUAGE} place="{fence.place}"'

    return OPENING.sub(mark, markdown), fences


def named_snippets(markdown: str) -> Iterator[tuple[str, bool]]:
    """The path of each snippet that a page names, below the folder of all snippets, and whether it is to be explained,
    as far as it can be told early."""
    return ((match["path"], ' explained="' in match["options"]) for match in NAMED.finditer(markdown))
