"""What the tool of ``publishing/tool.py`` says of a program that fails: below what the program printed."""

from __future__ import annotations

import html

from markupsafe import Markup

from pages import copy_buttons
from running.environments import environment_of
from running.promises import Promise, Unkept
from running.run import Run
from running.runner import Through


def tool_for(name: str, options: dict[str, str], promise: Promise, tool: Through) -> Through:
    """The tool, if the fence of the snippet ``name`` asks for an explanation.

    Raises:
        Unkept: it asks for that of a program that does not fail, or that this build does not run.
    """
    if "explained" not in options:
        return ()
    if not promise.raises or environment_of(name):
        got = "a record" if environment_of(name) else "one that raises nothing"
        raise Unkept(f"expected explained on a program that fails in this build\ngot      {got}")
    return tool


def explanation(run: Run, told: Run) -> str:
    """What the tool adds: ``run`` is the program's, ``told`` the same through the tool.

    Raises:
        Unkept: the tool changed what the program did, or added nothing.
    """
    added = told.transcript.removeprefix(run.transcript)
    if (told.status, added) == (run.status, told.transcript) or told.status != run.status:
        raise Unkept(f"expected the tool to change nothing of it\ngot      {told.ending()}, and {told.transcript}")
    if not added.strip():
        raise Unkept("expected the tool to explain it\ngot      nothing")
    return added.strip()


def told_block(label: str, text: str, block: Markup, copy: str) -> Markup:
    """The explanation as HTML, from the ``block`` of its ``text``. It is in the language of the page."""
    block = copy_buttons.add(block, copy)
    output = f'<div class="snippet__output snippet__told" data-copy="{html.escape(text)}" translate="no">{block}</div>'
    return Markup(f'<p class="snippet__label snippet__label--told">{html.escape(label)}</p>{output}')
