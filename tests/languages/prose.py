"""Reads the prose of pages: what a reader reads as sentences. Shared by the tests; holds no test.

Programs, the targets of links, HTML tags and the keywords of the search are left out. Inline code, formulas, and text
that is marked as being in another language count as one character, ``CODE``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from sources import INLINE_CODE, Page, blank

CODE = "\N{OBJECT REPLACEMENT CHARACTER}"
COMMENT = re.compile(r"<!--.*?-->", re.S)
FOREIGN = re.compile(
    r"""<(?P<tag>\w+)\b[^>]*\blang=[^>]*>.*?</(?P=tag)>  # marked as being in another language
    | <https?:[^>\s]+>  # an address
    | (?<![\\$])\$(?!\s)[^$\n]+(?<!\s)\$ | \\\(.+?\\\)  # a formula
    """,
    re.X | re.S,
)
# Tags, lists of attributes, emphasis, and of links and images all but their text.
MARKUP = re.compile(
    r"</?\w[^>]*> | [ \t]*\{:?[ \t]*[#.\w][^{}\n]*\} | \*{1,3}(?=\S)|(?<=\S)\*{1,3} | !?\[(?=[^\]]*\]\() | \]\([^)]*\)",
    re.X,
)
BEGINNING = re.compile(
    r"""(?P<heading>\#{1,6}[ \t]+)
    | (?P<item>(?:[-*+]|\d+\.)[ \t]+)
    | (?P<admonition>(?:!!!|\?\?\?\+?)[ \t]+\w+[ \t]*"?)""",
    re.X,
)
TABLE_DASHES = re.compile(r"[|:\- \t]+")


@dataclass(frozen=True)
class Block:
    """A stretch of prose: where it begins, what it is, and its text, with the source's line ends.

    The kind is title, description, heading, paragraph, item, cell or setting.
    """

    file: str
    line: int
    kind: str
    text: str


def read_page_prose(page: Page) -> Iterator[Block]:
    """The title and the description of a page, and the prose of its body."""
    source = page.text.split("\n")
    front_matter = yaml.compose("\n".join(source[1 : max(page.body - 2, 0)]))
    for key, value in front_matter.value if front_matter else ():
        if key.value in ("title", "description"):
            yield Block(page.name, key.start_mark.line + 2, key.value, value.value)
    body = "\n".join(source[page.body - 1 :])
    body = INLINE_CODE.sub(as_code, COMMENT.sub(blank, body))
    body = MARKUP.sub(keep_lines, FOREIGN.sub(as_code, body))
    yield from read_body(page.name, page.body, body)


def as_code(match: re.Match[str]) -> str:
    return "\n".join([CODE] * len(match[0].split("\n")))


def keep_lines(match: re.Match[str]) -> str:
    return "\n" * match[0].count("\n")


def read_body(file: str, first: int, body: str) -> Iterator[Block]:
    """The blocks of Markdown that has no markup but that at the beginnings of lines."""
    open_block: Block | None = None
    for number, line in enumerate(body.split("\n"), start=first):
        text = line.strip(" \t>")
        begins = BEGINNING.match(text)
        is_row = text.startswith("|")
        if open_block and (not text or begins or is_row):
            yield open_block
            open_block = None
        if is_row:
            if not TABLE_DASHES.fullmatch(text):
                yield from (Block(file, number, "cell", cell.strip()) for cell in text.strip("|").split("|"))
        elif begins:
            text = text[begins.end() :].rstrip('"')
            if begins["item"]:
                open_block = Block(file, number, "item", text)
            else:
                yield Block(file, number, "heading", text)
        elif text:
            open_block = (
                Block(file, open_block.line, open_block.kind, f"{open_block.text}\n{text}")
                if open_block
                else (Block(file, number, "paragraph", text))
            )
    if open_block:
        yield open_block


def read_settings(file: str, text: str, language: str) -> Iterator[Block]:
    """The texts in the block of YAML whose ``locale`` is the language."""

    def visit(node: yaml.Node, inside: bool) -> Iterator[Block]:
        if isinstance(node, yaml.MappingNode):
            inside = inside or any((key.value, value.value) == ("locale", language) for key, value in node.value)
            for _, value in node.value:
                yield from visit(value, inside)
        elif isinstance(node, yaml.SequenceNode):
            for value in node.value:
                yield from visit(value, inside)
        elif inside:
            yield Block(file, node.start_mark.line + 1, "setting", node.value)

    return visit(yaml.compose(text), inside=False)
