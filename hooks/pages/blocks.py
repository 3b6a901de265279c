"""Blocks of code as HTML."""

from __future__ import annotations

import markdown_exec
from markupsafe import Markup


class Blocks:
    """Makes each block once: it is the same in every language, and in the next build of ``mkdocs serve``."""

    def __init__(self) -> None:
        self._made: dict[tuple[str, str], Markup] = {}

    def make(self, md, language: str, text: str, **attributes: str) -> Markup:
        """The block, as a fence of ``language`` with these attributes would be; ``md`` is the page's ``Markdown``."""
        heading = " ".join([language, *(f'{name}="{value}"' for name, value in attributes.items())])
        if (heading, text) not in self._made:
            # As a result, not as a source: markdown-exec strips the white space around a source.
            self._made[heading, text] = markdown_exec.base_format(
                language=language, run=lambda *_, **__: text, code="", md=md, result=heading
            )
        return self._made[heading, text]
