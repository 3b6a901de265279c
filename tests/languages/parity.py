"""Compares a page with its twin in the default language. Shared by the tests; holds no test.

A check takes a page and its twin and yields problems, each a line that begins with the place: ``FILE:LINE: ``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest

import yaml

from project import LANGUAGES, all_pages
from sources import INLINE_CODE, Page, blank, line_of, read_page

ADMONITION = re.compile(r"^[ \t>]*(?P<kind>(?:!!!|\?\?\?\+?)[ \t]+\w+)", re.M)
IMAGE = re.compile(r"""!\[[^\]]*\]\((?P<source>[^)\s]+)|<img\b[^>]*\bsrc=["']?(?P<html>[^"'\s>]+)""")
LINK = re.compile(r"""\]\((?P<target>[^)\s]+)|\bhref=["']?(?P<html>[^"'\s>]+)|<(?P<bare>https?:[^>\s]+)>""")
CELL_BORDER = re.compile(r"(?<!\\)\|")


@dataclass(frozen=True)
class Part:
    """What a page and its twin must both have: the line on which it begins, and how it is named in a message."""

    line: int
    name: str


def twins() -> list[tuple[Page, Page]]:
    """Every page of a further language that the default one has as well, and its twin there."""
    default, *others = LANGUAGES
    return [
        (read_page(language, path), read_page(default, path))
        for language in others
        for path in sorted(set(all_pages(language)) & set(all_pages(default)))
    ]


def lone_pages() -> Iterator[str]:
    """Pages that a language has and another has not."""
    every = {path for language in LANGUAGES for path in all_pages(language)}
    for language in LANGUAGES:
        for path in sorted(every - set(all_pages(language))):
            yield f"docs/{language}/{path}:1: expected this page, which another language has"


def different_parts(page: Page, twin: Page) -> Iterator[str]:
    """The first part that differs, counted from the top: kind, form, or place among the others."""
    for ours, theirs in zip_longest(parts(page), parts(twin)):
        if ours and theirs and ours.name == theirs.name:
            continue
        here = f"{page.name}:{ours.line if ours else last_line(page)}"
        there = f"{twin.name}:{theirs.line if theirs else last_line(twin)}"
        got, wanted = (part.name if part else "the end of the page" for part in (ours, theirs))
        yield f"{here}: expected {wanted}, as in its twin {there}\ngot      {got}"
        return


def parts(page: Page) -> list[Part]:
    """Front-matter keys, headings, fences, admonitions, table rows and images, in their order on the page."""
    text = INLINE_CODE.sub(blank, page.text)
    found = [*keys(page), *table_rows(text)]
    found += [Part(each.line, f"the heading {'#' * each.level} {{#{each.id}}}") for each in page.headings]
    for fence in page.fences:
        # A snippet is shown in every language in the same way; other fences may hold words.
        shown = f"{fence.options} {fence.snippet}".strip() if fence.language == "snippet" else "…"
        found.append(Part(fence.line, f"the fence {fence.language} {shown}"))
    for match in ADMONITION.finditer(text):
        found.append(Part(line_of(text, match.start("kind")), f"the admonition {' '.join(match['kind'].split())}"))
    for match in IMAGE.finditer(text):
        found.append(Part(line_of(text, match.start()), f"the image {match['source'] or match['html']}"))
    return sorted(found, key=lambda part: part.line)


def keys(page: Page) -> Iterator[Part]:
    """The keys of the front matter, those below another key as ``search.keywords``."""
    lines = dict(page.prose)
    tree = yaml.compose("\n".join(lines[number] for number in range(2, page.body - 1)))

    def below(node: yaml.Node | None, path: str) -> Iterator[Part]:
        if isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                yield Part(key.start_mark.line + 2, f"the front-matter key {path}{key.value}")
                yield from below(value, f"{path}{key.value}.")

    return below(tree, "")


def table_rows(text: str) -> Iterator[Part]:
    for number, line in enumerate(text.split("\n"), start=1):
        row = line.strip(" \t>")
        if CELL_BORDER.search(row):
            cells = CELL_BORDER.split(row.removeprefix("|").removesuffix("|"))
            yield Part(number, f"a table row of {len(cells)} cells")


def different_links(page: Page, twin: Page) -> Iterator[str]:
    """Links of a section that its twin lacks; within a section, each language has its own word order."""
    ours, theirs = links_by_section(page), links_by_section(twin)
    for section in {**ours, **theirs}:
        here, there = ours.get(section, {}), theirs.get(section, {})
        for target in {**here, **there}:
            lines, twin_lines = here.get(target, []), there.get(target, [])
            if len(lines) == len(twin_lines):
                continue
            yield (
                f"{page.name}:{lines[-1] if lines else section_line(page, section)}: "
                f"expected in section {section} the link {target} {len(twin_lines)} times, as in its twin "
                f"{twin.name}:{twin_lines[-1] if twin_lines else section_line(twin, section)}\ngot      {len(lines)}"
            )


def links_by_section(page: Page) -> dict[str | None, dict[str, list[int]]]:
    """The lines on which each link stands, below each heading, by the heading's id."""
    text = INLINE_CODE.sub(blank, page.text)
    found: dict[str | None, dict[str, list[int]]] = {}
    for match in LINK.finditer(text):
        line = line_of(text, match.start())
        section = next((each.id for each in reversed(page.headings) if each.line <= line), None)
        target = match["target"] or match["html"] or match["bare"]
        found.setdefault(section, {}).setdefault(target, []).append(line)
    return found


def section_line(page: Page, section: str | None) -> int:
    """The line of the heading with this id; the body's first where there is none."""
    return next((heading.line for heading in page.headings if heading.id == section), page.body)


def last_line(page: Page) -> int:
    fences = (fence.line + len(fence.body) + 1 for fence in page.fences)
    return max([page.body, *fences, *(number for number, line in page.prose if line.strip())])
