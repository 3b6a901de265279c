"""What can be wrong with a page's Markdown. Shared by the tests; holds no test.

A check takes a ``Page`` and yields problems, each a line that begins with the place: ``FILE:LINE: ``.
"""

from __future__ import annotations

import posixpath
import re
import unicodedata
from collections.abc import Iterator
from pathlib import PurePosixPath

from pages.options import read_options
from sources import INLINE_CODE, Page, blank, line_of

NOT_RUN = re.compile(r"<!-- not run: \S.* -->")
# How a tensor is printed. A call in code is torch.tensor(…), with its module in front.
RESULT = re.compile(r"(?<![\w.])tensor\(\s*(?:[\[\d+-]|nan|inf|True|False)")
TRACEBACK = re.compile(r'Traceback \(most recent call last\)|File "[^"]*", line \d+')
QUOTED = re.compile(r'"(?:(?!\n[ \t]*\n)[^"])*"|“(?:(?!\n[ \t]*\n)[^”])*”')
PATRONISING = re.compile(r"\b(?:simply|obviously|easy)\b", re.I)
JUST = re.compile(r"\bjust\b", re.I)
PROMISE = re.compile(r"coming soon", re.I)
TRAP = re.compile(r"#+ (?:Trap|陷阱)")
LINK = re.compile(r"\]\((?P<path>[\w./-]+\.md)?(?:#(?P<id>[\w-]+))?\)")
TARGET = re.compile(r"\]\([^)]*\)")
ITEM = re.compile(r"(?:[-*]|\d+\.) ")
# A heading, a row, the title of a box or a tab, and HTML are no paragraph.
NO_PARAGRAPH = ("#", "|", "!!!", "???", "===", "<")
# Columns, of which a Chinese character takes two: a dozen lines on a phone.
LONGEST = 500


# Checks of one page


def missing_front_matter(page: Page) -> Iterator[str]:
    for key in ("title", "description"):
        value = page.front_matter.get(key)
        if not isinstance(value, str) or not value.strip():
            yield f"{page.name}:1: expected a {key} in the front matter, got {value!r}"


def faulty_fences(page: Page) -> Iterator[str]:
    """Fences without a language, or without an end."""
    for fence in page.fences:
        if not fence.language:
            yield f"{page.name}:{fence.line}: expected a language behind the marks of the fence"
        if not fence.closed:
            yield f"{page.name}:{fence.line}: expected an end of the fence"


def faulty_options(page: Page) -> Iterator[str]:
    """Snippet fences with options that a build would refuse."""
    for fence in page.snippets:
        if problem := read_options(f" {fence.options}" if fence.options else "")[1]:
            yield f"{page.name}:{fence.line}: {problem}"


def headings_without_id(page: Page) -> Iterator[str]:
    for heading in page.headings:
        if not heading.id:
            yield f"{page.name}:{heading.line}: expected an explicit {{#id}} on the heading of level {heading.level}"


def repeated_ids(page: Page) -> Iterator[str]:
    first: dict[str, int] = {}
    for heading in page.headings:
        if heading.id and heading.line != first.setdefault(heading.id, heading.line):
            place = f"{page.name}:{heading.line}"
            yield f"{place}: expected an id of its own, got {{#{heading.id}}} again, as in line {first[heading.id]}"


def typed_output(page: Page) -> Iterator[str]:
    """What a program printed, typed by hand: everything outside snippet fences, code and front matter included."""
    elsewhere = [line for fence in page.fences if fence.language != "snippet" for line in fence.body]
    for number, line in sorted(page.prose + elsewhere):
        for kind, pattern in (("a printed tensor", RESULT), ("a traceback", TRACEBACK)):
            if match := pattern.search(line):
                yield f"{page.name}:{number}: expected output in transcripts only, got {kind}: {line[match.start() :]}"


def untested_code(page: Page, sources: dict[str, str]) -> Iterator[str]:
    """Lines of Python that are in no snippet of the same page. ``sources`` has each snippet's text by its path.

    A fence behind a comment ``<!-- not run: REASON -->`` is left out: the call of a framework that is not installed.
    """
    tested = set()
    for fence in page.snippets:
        for line in sources.get(fence.snippet, "").splitlines():
            tested |= {line.strip(), line.split("  #")[0].strip()}
    for fence in page.fences:
        is_diff = fence.language == "diff"
        if not is_diff and not fence.language.lower().startswith(("py", "ipy")):
            continue
        before = [line for number, line in page.prose if number < fence.line and line.strip()]
        if before and NOT_RUN.fullmatch(before[-1].strip()):
            continue
        for number, text in fence.body:
            line = re.sub(r"^\s*[-+]", "", text).strip() if is_diff else text.strip()
            if line and not line.startswith("#") and line not in tested:
                yield f"{page.name}:{number}: expected a line of a snippet on this page, got: {line}"


def unwanted_words(page: Page) -> Iterator[str]:
    """English words that talk down to the reader, and promises. In quotes they are someone else's, save for "just".

    Other languages have a glossary.
    """
    prose = TARGET.sub(blank, INLINE_CODE.sub(blank, page.text))  # an address has no words
    for text, patterns in ((prose, (JUST, PROMISE)), (QUOTED.sub(blank, prose), (PATRONISING,))):
        for pattern in patterns:
            for match in pattern.finditer(text):
                yield f"{page.name}:{line_of(text, match.start())}: expected other words than “{match[0]}”"


def long_paragraphs(page: Page) -> Iterator[str]:
    """Paragraphs and items of lists that a reader in trouble would not read."""
    begin, paragraph = 0, ""
    for number, line in enumerate([*page.text.split("\n"), ""], start=1):
        line = line.strip()
        if not line or ITEM.match(line):
            shown = TARGET.sub("]", paragraph)
            columns = sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in shown)
            if columns > LONGEST:
                yield f"{page.name}:{begin}: expected at most {LONGEST} columns in a paragraph, got {columns}"
            paragraph = ""
        if line and number >= page.body and not line.startswith(NO_PARAGRAPH):
            begin = begin if paragraph else number
            paragraph += f" {line}" if paragraph else line


# Checks of pages and snippets together


def dead_links(page: Page, pages: dict[str, Page]) -> Iterator[str]:
    """Links to a page or a heading that is not there. ``pages`` are all of the language, by their names."""
    for match in LINK.finditer(page.text):
        path = posixpath.normpath(posixpath.join(posixpath.dirname(page.name), match["path"] or ""))
        target = pages.get(path) if match["path"] else page
        place = f"{page.name}:{line_of(page.text, match.start())}"
        if not target:
            yield f"{place}: expected a link to a page, got {path}"
        elif match["id"] and match["id"] not in target.ids:
            yield f"{place}: expected a link to an id of {target.name}, got #{match['id']}"


def unknown_snippets(page: Page, snippets: list[str]) -> Iterator[str]:
    """Fences that name a file which is not there."""
    for fence in page.snippets:
        for path in filter(None, (fence.snippet, fence.compared_with)):
            if path not in snippets:
                yield f"{page.name}:{fence.line}: expected the path of a snippet, got {path}"


def traps_that_look_right(page: Page, states: dict[str, str]) -> Iterator[str]:
    """Sections that are called a trap, and begin with a program that is marked right, or have none.

    ``states`` has the state of each snippet (``Promise.state``) by its path.
    """
    for number, heading in enumerate(page.headings):
        if TRAP.match(dict(page.prose)[heading.line]):
            below = (other.line for other in page.headings[number + 1 :] if other.level <= heading.level)
            end = next(below, float("inf"))
            shown = [fence.snippet for fence in page.snippets if heading.line < fence.line < end]
            if not shown or states.get(shown[0]) == "right":
                got = f"{shown[0]}, which is right" if shown else "no program"
                yield f"{page.name}:{heading.line}: expected a trap to begin with what is wrong or raises, got {got}"


def unshown_snippets(pages: list[Page], snippets: list[str]) -> Iterator[str]:
    shown = {fence.snippet for page in pages for fence in page.snippets}
    for path in snippets:
        if path not in shown:
            yield f"snippets/{path}:1: expected a page that shows it, got none"


def homeless_snippets(paths: list[str], snippets: list[str]) -> Iterator[str]:
    """Snippets whose folder is not named as a page of ``paths`` is."""
    slugs = {PurePosixPath(path).stem for path in paths}
    for snippet in snippets:
        folder = PurePosixPath(snippet).parts[0]
        if folder not in slugs:
            yield f"snippets/{snippet}:1: expected a folder named as a page is, got {folder}"
