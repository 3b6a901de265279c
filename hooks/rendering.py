"""Turns a snippet and its run into HTML, through markdown-exec."""

from __future__ import annotations

import difflib
import html
from pathlib import Path

import markdown_exec
from markupsafe import Markup

from expectations import Unkept, check
from runner import Runner

rendered: dict[tuple[str, str], Markup] = {}
ENGLISH = 'lang="en" translate="no"'  # what a program says, on a page in any language


def render(folder: Path, name: str, options: dict[str, str], runner: Runner, labels: dict[str, str], md) -> Markup:
    """Run the snippet ``name`` and show it.

    Args:
        folder: the folder of all snippets.
        name: the snippet's path below it.
        options: those of the fence, valid.
        runner: what runs it.
        labels: what stands above the transcript, for a snippet that ``raises`` and one that ``runs``.
        md: the page's ``markdown.Markdown``.

    Raises:
        Unkept: there is no such snippet, or it did not do what it says.
    """
    path = find(folder, name)
    source = path.read_bytes()
    run = runner.run(path)
    try:
        promise = check(source, run, path.name)
    except Unkept as error:
        raise Unkept(f"snippets/{name} did not do what it says\n{error}") from error
    kind = "raises" if promise else "runs"
    parts = []
    if options.get("show") != "output":
        program = source.decode("utf-8")
        if other := options.get("diff"):
            before = find(folder, other)
            block = fenced(md, "diff", changes(before, path), title=f"{other} → {path.name}")
        else:
            raising = str(promise.line) if promise else ""
            lines = f"{options.get('hl_lines', '')} {raising}".strip()
            block = fenced(md, "python", program.rstrip("\n"), title=name, **({"hl_lines": lines} if lines else {}))
        # Material's copy button takes the nearest data-copy: the tested file, also where a change is shown.
        attributes = f'class="snippet__source" data-copy="{html.escape(program)}"'
        parts.append(f"<div {attributes} {ENGLISH}>{block}</div>")
    if options.get("show") != "source":
        block = fenced(md, "pytb" if promise else "text", run.transcript.rstrip("\n"))
        parts.append(
            f'<p class="snippet__label">{labels[kind]}</p><div class="snippet__output" {ENGLISH}>{block}</div>'
        )
    return Markup(f'<div class="snippet snippet--{kind}">{"".join(parts)}</div>')


def find(folder: Path, name: str) -> Path:
    """The file of the snippet ``name``.

    Raises:
        Unkept: ``name`` is not the path of a file below ``folder``.
    """
    path = folder / name
    if not name or "\n" in name or not path.is_file() or folder not in path.resolve().parents:
        raise Unkept(f"expected the path of a file below snippets/\ngot      {name or 'an empty fence'}")
    return path


def changes(before: Path, after: Path) -> str:
    """All lines of ``after`` as a unified diff against ``before``, without its three head lines."""
    old, new = (path.read_text("utf-8").splitlines() for path in (before, after))
    return "\n".join(list(difflib.unified_diff(old, new, lineterm="", n=max(len(old), len(new))))[3:])


def fenced(md, language: str, text: str, **attributes: str) -> Markup:
    """A code block, rendered as a fence of its own would be: the same one in every language, so once."""
    # As a result, not as a source: markdown-exec strips the white space around a source.
    heading = " ".join([language, *(f'{name}="{value}"' for name, value in attributes.items())])
    if (heading, text) not in rendered:
        rendered[heading, text] = markdown_exec.base_format(
            language=language, run=lambda *_, **__: text, code="", md=md, result=heading
        )
    return rendered[heading, text]
