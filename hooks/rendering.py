"""Turns a snippet and its run into HTML, through markdown-exec."""

from __future__ import annotations

import difflib
import html
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import markdown_exec
from markupsafe import Markup

import copy_buttons
import tracebacks
from expectations import Unkept, check, expected
from runner import Runner
from shown import Example

rendered: dict[tuple[str, str], Markup] = {}
Output = Callable[[], tuple[Markup, Example]]
ENGLISH = 'lang="en" translate="no"'  # what a program says, on a page in any language


def render(
    folder: Path,
    name: str,
    options: dict[str, str],
    runner: Runner,
    labels: dict[str, str],
    address: str,
    slot: str,
    md,
    draw: Callable[[str], Markup] | None = None,
) -> tuple[Markup, Output]:
    """Show the snippet ``name``: its source now, what it did later.

    Args:
        folder: the folder of all snippets.
        name: the snippet's path below it.
        options: those of the fence, valid.
        runner: what runs it.
        labels: what stands above the transcript, for a snippet that ``raises`` and one that ``runs``, in place of a
            traceback's ``frames`` in libraries, on the link to ``download`` it and the button to ``copy`` it, and
            above a program that a picture was ``drawn`` from; and their ``language``.
        address: where that link leads.
        slot: what is to stand where the transcript comes.
        md: the page's ``markdown.Markdown``.
        draw: makes a picture of a transcript, to stand before the snippet, which is folded away.

    Returns:
        The HTML with the slot in it, and what waits for the run, checks it, and gives the HTML for the slot, and all
        that is shown.

    Raises:
        Unkept: there is no such snippet, or its source cannot be read; the second part: it did not do what it says.
    """
    path = find(folder, name)
    source = path.read_bytes()
    with about(name):
        promise = expected(source)
    kind = "raises" if promise else "runs"
    before = ""
    if options.get("show") != "output":
        program = source.decode("utf-8")
        if other := options.get("diff"):
            block = fenced(md, "diff", changes(find(folder, other), path), title=f"{other} → {path.name}")
        else:
            raising = str(promise.line) if promise else ""
            lines = f"{options.get('hl_lines', '')} {raising}".strip()
            block = fenced(md, "python", program.rstrip("\n"), title=name, **({"hl_lines": lines} if lines else {}))
        # Material's copy button takes the nearest data-copy: the tested file, also where a change is shown.
        attributes = f'class="snippet__source" data-copy="{html.escape(program)}"'
        before = f"<div {attributes} {ENGLISH}>{block}</div>{download_link(address, name, labels['download'])}"

    def output() -> tuple[Markup, Example]:
        run = runner.run(path)
        with about(name):
            check(source, run, path.name)
        error = promise.error if promise else None
        example = Example(name, options, labels[kind], source, run.transcript, error)
        if options.get("show") == "source":
            return Markup(), example
        transcript = run.transcript.rstrip("\n")
        block = fenced(md, "pytb" if promise else "text", transcript)
        if promise:
            block = tracebacks.shape(block, transcript, path.name, labels["frames"], labels["language"])
        block = copy_buttons.add(block, labels["copy"])
        attributes = f'class="snippet__output" data-copy="{html.escape(transcript)}" {ENGLISH}'
        return Markup(f'<p class="snippet__label">{labels[kind]}</p><div {attributes}>{block}</div>'), example

    def picture() -> tuple[Markup, Example]:
        printed, example = output()
        with about(name):
            figure = draw(example.transcript)
        block = copy_buttons.add(snippet.replace(slot, printed), labels["copy"])
        return Markup(f"{figure}<details><summary>{labels['drawn']}</summary>{block}</details>"), example

    snippet = Markup(f'<div class="snippet snippet--{kind}">{before}{slot}</div>')
    if draw:
        return Markup(f'<div class="picture picture--{options["draw"]}">{slot}</div>'), picture
    return snippet, output


def download_link(address: str, name: str, label: str) -> str:
    """A link to the program; many links on a page say the same, so it has a longer name for a screen reader."""
    attributes = f'href="{html.escape(address)}" aria-label="{label} {html.escape(name)}"'
    return f'<a class="snippet__download" {attributes} download data-search-exclude>{label}</a>'


@contextmanager
def about(name: str) -> Iterator[None]:
    """Say which snippet it is that did not keep its promise."""
    try:
        yield
    except Unkept as error:
        raise Unkept(f"snippets/{name} did not do what it says\n{error}") from error


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
