"""Reads the pages' Markdown and says what is wrong with it. Shared by the tests; holds no test.

A check takes a ``Page`` and yields problems, each a line that begins with the place: ``FILE:LINE: ``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

import yaml

from project import DOCS, LANGUAGES, all_pages

OPENING = re.compile(r"[ \t>]*(?P<marks>`{3,}|~{3,})(?P<info>.*)")
INFO = re.compile(r"[ \t]*(?P<language>[\w+-]*)(?P<options>.*)")
DIFF = re.compile(r'diff="([^"]*)"')
HEADING = re.compile(r"[ \t>]*(?P<marks>#{1,6})[ \t]+(?P<text>.*)|.*?<h(?P<level>[1-6])(?P<attributes>[^>]*)>")
UNDERLINE = re.compile(r"=+|-{2,}")
EXPLICIT_ID = re.compile(r"\{:?[^{}]*#(?P<id>[\w-]+)[^{}]*\}\s*$")
ATTRIBUTE_ID = re.compile(r"""\bid=["']?(?P<id>[\w-]+)""")
NOT_RUN = re.compile(r"<!-- not run: \S.* -->")

# How a tensor is printed. A call in code is torch.tensor(…), with its module in front.
RESULT = re.compile(r"(?<![\w.])tensor\(\s*(?:[\[\d+-]|nan|inf|True|False)")
TRACEBACK = re.compile(r'Traceback \(most recent call last\)|File "[^"]*", line \d+')
INLINE_CODE = re.compile(r"(?<!`)(`+)(?!`)(?:(?!\n[ \t]*\n).)+?(?<!`)\1(?!`)", re.S)
QUOTED = re.compile(r'"(?:(?!\n[ \t]*\n)[^"])*"|“(?:(?!\n[ \t]*\n)[^”])*”')
PATRONISING = re.compile(r"\b(?:simply|obviously|easy)\b", re.I)
JUST = re.compile(r"\bjust\b", re.I)
PROMISE = re.compile(r"coming soon", re.I)


@dataclass(frozen=True)
class Fence:
    """A fenced code block: its first line's number, what stands behind its marks, and its numbered lines."""

    line: int
    language: str
    options: str
    body: tuple[tuple[int, str], ...]
    closed: bool = True

    @property
    def snippet(self) -> str:
        """The path in a snippet fence."""
        text = "\n".join(text for _, text in self.body).strip()
        return text.partition("\n")[0] if "draw=" in self.options else text

    @property
    def compared_with(self) -> str | None:
        """The path of the snippet that a snippet fence shows a change against."""
        match = DIFF.search(self.options)
        return match[1] if match else None


@dataclass(frozen=True)
class Heading:
    line: int
    level: int
    id: str | None


@dataclass
class Page:
    """A page's source: ``name`` is its path from the project's folder; ``prose`` has its lines outside fences.

    ``body`` is the number of the first line behind the front matter.
    """

    name: str
    front_matter: dict = field(default_factory=dict)
    body: int = 1
    prose: list[tuple[int, str]] = field(default_factory=list)
    fences: list[Fence] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)

    @property
    def snippets(self) -> list[Fence]:
        return [fence for fence in self.fences if fence.language == "snippet"]

    @property
    def text(self) -> str:
        """The prose with every line at its own place, fences left empty."""
        lines = dict(self.prose)
        return "\n".join(lines.get(number, "") for number in range(1, max(lines, default=0) + 1))


def read_page(language: str, path: str) -> Page:
    """The page ``path`` below the language's folder."""
    return parse(f"docs/{language}/{path}", (DOCS / language / path).read_text("utf-8"))


def all_sources() -> list[Page]:
    """Every page in every language."""
    return [read_page(language, path) for language in LANGUAGES for path in all_pages(language)]


def parse(name: str, text: str) -> Page:
    """Read a page from its text."""
    page = Page(name)
    lines = list(enumerate(text.split("\n"), start=1))
    if lines[0][1] == "---":
        end = next((number for number, line in lines[1:] if line == "---"), 1)
        page.front_matter = yaml.safe_load("\n".join(line for _, line in lines[1 : end - 1])) or {}
        page.prose += lines[:end]
        page.body = end + 1
        lines = lines[end:]
    body: list[tuple[int, str]] = []
    opening = None
    previous = ""
    for number, line in lines:
        if opening:
            if closes(line, opening[1]["marks"]):
                page.fences.append(read_fence(*opening, body))
                opening = None
            else:
                body.append((number, line))
        elif match := OPENING.fullmatch(line):
            opening, body = (number, match), []
        else:
            page.prose.append((number, line))
            page.headings += read_heading(number, line, previous)
        previous = line
    if opening:
        page.fences.append(read_fence(*opening, body, closed=False))
    return page


def closes(line: str, marks: str) -> bool:
    """Whether the line ends a fence that was opened with these marks."""
    end = line.strip(" \t>")
    return len(end) >= len(marks) and not end.strip(marks[0])


def read_fence(line: int, opening: re.Match, body: list[tuple[int, str]], closed: bool = True) -> Fence:
    info = INFO.fullmatch(opening["info"])
    return Fence(line, info["language"], " ".join(info["options"].split()), tuple(body), closed)


def read_heading(number: int, line: str, previous: str) -> Iterator[Heading]:
    """The heading that the line is, if any: written with #, as HTML, or by underlining the line before."""
    if match := HEADING.match(line):
        if match["marks"]:
            found = EXPLICIT_ID.search(match["text"])
            yield Heading(number, len(match["marks"]), found and found["id"])
        else:
            found = ATTRIBUTE_ID.search(match["attributes"])
            yield Heading(number, int(match["level"]), found and found["id"])
    elif previous.strip() and UNDERLINE.fullmatch(line.strip()):
        yield Heading(number, 1 if line.strip()[0] == "=" else 2, None)


def blank(match: re.Match) -> str:
    """Spaces in place of what matched, so that every line keeps its number."""
    return re.sub(r"[^\n]", " ", match[0])


def line_of(text: str, position: int) -> int:
    return text.count("\n", 0, position) + 1


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
    prose = INLINE_CODE.sub(blank, page.text)
    for text, patterns in ((prose, (JUST, PROMISE)), (QUOTED.sub(blank, prose), (PATRONISING,))):
        for pattern in patterns:
            for match in pattern.finditer(text):
                yield f"{page.name}:{line_of(text, match.start())}: expected other words than “{match[0]}”"


# Checks of pages and snippets together


def unknown_snippets(page: Page, snippets: list[str]) -> Iterator[str]:
    """Fences that name a file which is not there."""
    for fence in page.snippets:
        for path in filter(None, (fence.snippet, fence.compared_with)):
            if path not in snippets:
                yield f"{page.name}:{fence.line}: expected the path of a snippet, got {path}"


def unshown_snippets(pages: list[Page], snippets: list[str]) -> Iterator[str]:
    shown = {fence.snippet for page in pages for fence in page.snippets}
    for path in snippets:
        if path not in shown:
            yield f"snippets/{path}:1: expected a page that shows it, got none"


def homeless_snippets(paths: list[str], snippets: list[str]) -> Iterator[str]:
    """Snippets whose folder is not named as a page of ``paths`` is."""
    slugs = {PurePosixPath(path).stem for path in paths}
    for snippet in snippets:
        folder = Path(snippet).parent.as_posix()
        if folder not in slugs:
            yield f"snippets/{snippet}:1: expected a folder named as a page is, got {folder}"
