"""Marks the code inside a sentence, so that no reader's program takes it for the page's language.

A browser that translates the page leaves code alone, and a screen reader says an English message in English.
"""

from __future__ import annotations

import re

from markdown import Extension
from markdown.treeprocessors import Treeprocessor

ENGLISH = "en"  # what PyTorch and Python speak
# Three words with blanks between them. A name, an expression or a call belongs to no language.
MESSAGE = re.compile(r"(?<![\w.])[A-Za-z']+(?:\.? [\w']+){2}(?![\w.(=])")


class InlineCode(Extension):
    """Sets ``translate="no"`` on each inline ``<code>``, and ``lang`` where it holds a message."""

    def extendMarkdown(self, md):
        md.treeprocessors.register(Marks(md), "inline-code", -10)  # after all that make elements


class Marks(Treeprocessor):
    def run(self, root):
        for element in root.iter("code"):
            element.set("translate", "no")
            if MESSAGE.search(element.text or ""):
                element.set("lang", ENGLISH)
