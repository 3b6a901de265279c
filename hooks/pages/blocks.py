"""Blocks of code as HTML."""

from __future__ import annotations

import markdown_exec
from markupsafe import Markup

FENCE = "`" * 8  # as markdown-exec writes it, around what it shows: in the text, it would end there
UNUSED = "".join(map(chr, range(0xE000, 0xF900)))  # characters that mean nothing


class Blocks:
    """Makes each block once: it is the same in every language, and in the next build of ``mkdocs serve``."""

    def __init__(self) -> None:
        self._made: dict[tuple[str, str], Markup] = {}

    def make(self, md, language: str, text: str, **attributes: str) -> Markup:
        """The block, as a fence of ``language`` with these attributes would be; ``md`` is the page's ``Markdown``."""
        heading = " ".join([language, *(f'{name}="{value}"' for name, value in attributes.items())])
        if (heading, text) not in self._made:
            # As a result, not as a source: markdown-exec strips the white space around a source.
            hidden = next(mark for mark in UNUSED if mark not in text) if FENCE in text else "`"
            block = markdown_exec.base_format(
                language=language, run=lambda *_, **__: text.replace("`", hidden), code="", md=md, result=heading
            )
            self._made[heading, text] = Markup(str(block).replace(hidden, "`"))
        return self._made[heading, text]
