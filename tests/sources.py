"""Reads the pages' Markdown. Shared by the tests and tools; holds no test."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import yaml

from project import DOCS, LANGUAGES, all_pages

OPENING = re.compile(r"[ \t>]*(?P<marks>`{3,}|~{3,})(?P<info>.*)")
INFO = re.compile(r"[ \t]*(?P<language>[\w+-]*)(?P<options>.*)")
DIFF = re.compile(r'diff="([^"]*)"')
HEADING = re.compile(r"[ \t>]*(?P<marks>#{1,6})[ \t]+(?P<text>.*)|.*?<h(?P<level>[1-6])(?P<attributes>[^>]*)>")
UNDERLINE = re.compile(r"=+|-{2,}")
EXPLICIT_ID = re.compile(r"\{:?[^{}]*#(?P<id>[\w-]+)[^{}]*\}\s*$")
ANY_ID = re.compile(r"""(?:\{:?[^{}\n]*#|\bid=["']?)(?P<id>[\w-]+)""")
ATTRIBUTE_ID = re.compile(r"""\bid=["']?(?P<id>[\w-]+)""")

INLINE_CODE = re.compile(r"(?<!`)(`+)(?!`)(?:(?!\n[ \t]*\n).)+?(?<!`)\1(?!`)", re.S)


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
    def is_explained(self) -> bool:
        """Whether the tool is shown with what it says of the snippet."""
        return "explained=" in self.options

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
    def ids(self) -> set[str]:
        """What a link to the page can lead to, headings and other elements."""
        return {match["id"] for match in ANY_ID.finditer(self.text)}

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
