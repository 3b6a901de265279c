"""A page as Markdown that any reader understands: no HTML, no attributes, links that hold where it is read."""

from __future__ import annotations

import posixpath
import re
import textwrap
from collections.abc import Callable

from pages.contents import Example, Shown

Link = Callable[[Shown, str], str]  # from a page and a fragment ("#id" or nothing) to an address, or nothing for none

WRAPPER = re.compile(r"^</?div\b[^>]*>\n+|</?(?:span|a)\b[^>]*>", re.M)
ATTRIBUTES = re.compile(r"^\{:?[ ]?[.#][^}]*\}\n?|(?<=\))\{#[\w-]+\}", re.M)
BLOCK = re.compile(r'(?P<indent> *)(?:(?:!!!|\?{3}\+?) [\w -]+?|===[+!]?(?= "))(?: "(?P<title>.*)")?')
HEADING_ID = re.compile(r"^(#+ .*?)[ ]*\{[^{}]*\}$", re.M)
LINK = re.compile(
    r"\[(?P<text>(?:[^\[\]]|\[[^\[\]]*\])*)\]\((?P<path>[^()\s#:]+\.md)?(?P<fragment>#[^()\s]*)?\)(?!\()", re.S
)


def document(page: Shown, link: Link) -> str:
    """The page, with the programs on it and what they printed."""
    text = ""
    for before, indent, example in page.parts():
        text += prose(page, before, link)
        text += textwrap.indent(block(example), indent) if example else ""
    return text.rstrip("\n") + "\n"


def prose(page: Shown, text: str, link: Link) -> str:
    """A part of the page's text. Where ``link`` gives no address, the words of a link stay."""

    def lead(match: re.Match[str]) -> str:
        path = posixpath.join(posixpath.dirname(page.page.file.src_uri), match["path"] or "")
        target = page.contents.pages.get(posixpath.normpath(path)) if match["path"] else page
        address = link(target, match["fragment"] or "") if target else ""
        return f"[{match['text']}]({address})" if address else match["text"]

    return LINK.sub(lead, ATTRIBUTES.sub("", WRAPPER.sub("", text)))


def without_blocks(markdown: str) -> str:
    """The Markdown with what stands in an admonition, a fold or a tab moved out of it, below its title in bold."""
    lines: list[str] = []
    depths: list[int] = []  # how far what stands in each of the blocks around a line is indented
    for line in markdown.split("\n"):
        indent = len(line) - len(line.lstrip())
        while line.strip() and depths and indent < depths[-1]:
            depths.pop()
        line = line[4 * len(depths) :]  # what is further in stands in a list
        if match := BLOCK.fullmatch(line):
            line = f"{match['indent']}**{match['title']}**" if match["title"] else ""
            depths.append(indent + 4)
        lines.append(line)
    return "\n".join(lines)


def without_ids(text: str) -> str:
    """The text without the ids of its headings."""
    return HEADING_ID.sub(r"\1", text)


def to_site(page: Shown, fragment: str) -> str:
    """A ``Link`` to the page where the site is published, if it is: for a file that is read anywhere."""
    return page.page.canonical_url + fragment if page.page.canonical_url else ""


def block(example: Example) -> str:
    """The program and what it printed."""
    show = example.options.get("show")
    parts = []
    if show != "output":
        parts.append(fenced(f'python title="{example.name}"', example.program.decode()))
    if show != "source":
        parts.append(f"{example.label}\n\n" + fenced("text", example.transcript))
    if example.told:
        parts.append(told(*example.told))
    return "\n".join(parts)


def told(label: str, text: str) -> str:
    """What the tool says of a program's error."""
    return f"{label}\n\n" + fenced("text", text)


def fenced(info: str, text: str) -> str:
    """A code block. Its marks are longer than any in the text."""
    marks = "`" * max([3, *(len(run) + 1 for run in re.findall("`+", text))])
    return f"{marks}{info}\n{text}" + ("" if text.endswith("\n") else "\n") + f"{marks}\n"
