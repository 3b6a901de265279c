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
from difflib import SequenceMatcher

from pages.options import read_options

LANGUAGE = "snippet"
# Wider than our own form: an opening with braces, or behind a list marker, must be refused, not shown as text.
OPENING = re.compile(
    rf"""^(?P<before>[ \t>]*(?:(?:[-*+]|\d+\.)[ \t]+)*(?:`{{3,}}|~{{3,}}))
    [ \t]*(?:\{{[ \t]*)?\.?{LANGUAGE}(?![\w-])(?P<options>.*)$""",
    re.M | re.X,
)
ANY = re.compile(  # the beginning of a fence of any language, or its end
    r"""(?P<before>[ \t>]*(?:(?:[-*+]|\d+\.)[ \t]+)*(?P<marks>`{3,}|~{3,}))
    [ \t]*(?P<rest>(?:\{[ \t]*)?\.?(?P<word>[\w-]*)[^`]*)""",
    re.X,
)
ALMOST = 0.7  # how like it another word is, of 1
NAMED = re.compile(rf"^[ \t>]*(?:`{{3,}}|~{{3,}})[ \t]*{LANGUAGE}\b(?P<options>.*)\n[ \t>]*(?P<path>\S+\.py)$", re.M)


@dataclass
class Fence:
    """A fence: the place of its first line (``docs/en/index.md:12``), its page's address, its options, their fault."""

    place: str
    url: str
    options: dict[str, str]
    problem: str
    rendered: bool = False


def mark_fences(markdown: str, source: str, above: int, url: str) -> tuple[str, list[Fence], list[str]]:
    """The Markdown with its place on each fence instead of its options, so that no other extension reads them; the
    fences; and what is said of those that are not closed, whose first line is left out: the rest of the page stays.

    Args:
        markdown: the page without its front matter.
        source: the page's file, from the project's folder.
        above: how many lines the front matter has.
        url: the page's address.
    """
    fences: dict[int, Fence] = {}
    lines = markdown.split("\n")
    faults: dict[int, str] = {}
    marks, start, number = "", 0, 0  # of the fence that is open, and where we are
    while number < len(lines) or marks:
        found = ANY.fullmatch(lines[number]) if number < len(lines) else None
        if number == len(lines) or (marks and found and found["word"] and found["marks"].startswith(marks)):
            # Before the open fence ends, the page does or another begins.
            faults[start] = f"{source}:{start + above + 1}: {not_closed(marks)}"
            fences.pop(start, None)
            lines[start], marks, number = "", "", start
        elif found and not marks:
            marks, start = found["marks"], number
            if fence := read_fence(lines[number], found, f"{source}:{number + above + 1}", url):
                fences[number] = fence
                lines[number] = f'{found["before"]}{LANGUAGE} place="{fence.place}"'
        elif found and found["marks"] == marks and not found["rest"]:
            marks = ""
        number += 1
    return "\n".join(lines), list(fences.values()), list(faults.values())


def read_fence(line: str, found: re.Match[str], place: str, url: str) -> Fence | None:
    """The fence that the line begins, if its language is ours, or ours misspelt; ``found`` is the match of ``ANY``."""
    if opening := OPENING.fullmatch(line):
        return Fence(place, url, *read_options(opening["options"]))
    if SequenceMatcher(None, found["word"].lower(), LANGUAGE).ratio() >= ALMOST:
        return Fence(place, url, {}, f"expected the language {LANGUAGE}\ngot      {found['word']}")
    return None


def not_closed(marks: str) -> str:
    """What is said of a fence that begins with these marks and has no end."""
    return f"expected a fence that is closed by a line of {marks}\ngot      none before the next fence or the end"


def named_snippets(markdown: str) -> Iterator[tuple[str, bool]]:
    """The path of each snippet that a page names, below the folder of all snippets, and whether it is to be explained,
    as far as it can be told early."""
    return ((match["path"], ' explained="' in match["options"]) for match in NAMED.finditer(markdown))
