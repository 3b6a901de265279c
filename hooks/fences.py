"""MkDocs hook: a fence names a snippet by its path below ``snippets/``; the snippet is run and shown in its place.

    ```snippet
    vector-backward/error.py
    ```

Options, written ``name="value"`` behind the word ``snippet``:

    hl_lines   lines of the source to highlight, as in any fence ("3 5-7"); the raising line always is
    show       "source" or "output": only that part
    diff       path of another snippet: show the source as a change against it
    draw       what to draw from what it prints (see pictures.py); below the path stand the page's words for the picture

What goes wrong stops ``mkdocs build``; in ``mkdocs serve`` it is logged and shown on the page.
"""

from __future__ import annotations

import html
import platform
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

import markdown_exec
from markupsafe import Markup
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority, get_plugin_logger
from mkdocs.utils import get_relative_url
from pymdownx.superfences import SuperFencesException

import pictures
import rendering
import shown
from expectations import Unkept
from options import read_options
from runner import Runner, RunnerError

LANGUAGE = "snippet"
# Wider than our own form: an opening with braces, or behind a list marker, must be refused, not shown as text.
OPENING = re.compile(
    rf"""^(?P<before>[ \t>]*(?:(?:[-*+]|\d+\.)[ \t]+)*(?:`{{3,}}|~{{3,}}))
    [ \t]*(?:\{{[ \t]*)?\.?{LANGUAGE}(?![\w-])(?P<options>.*)$""",
    re.M | re.X,
)
NAMED = re.compile(rf"^[ \t>]*(?:`{{3,}}|~{{3,}})[ \t]*{LANGUAGE}\b.*\n[ \t>]*(?P<path>\S+\.py)$", re.M)
SLOT = "<!-- output of {place} -->"
FILLED = re.compile(SLOT.format(place=r"(?P<place>\S+:\d+)"))
UNSEEN = "expected a fence\ngot      one that is not closed, not indented as its text, or on the line of a list marker"

log = get_plugin_logger("snippets")


class SnippetError(PluginError, SuperFencesException):
    """A fence that cannot be shown. MkDocs prints its message and stops; superfences lets it pass."""


@dataclass
class Fence:
    """A fence: the place of its first line (``docs/en/index.md:12``), its page's address, its options, their fault."""

    place: str
    url: str
    options: dict[str, str]
    problem: str
    rendered: bool = False


@dataclass
class State:
    """What one event leaves for the next."""

    runner: Runner = field(default_factory=Runner)
    serving: bool = False
    root: Path = Path()
    site: Path = Path()
    labels: dict[str, str] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)
    fences: dict[str, Fence] = field(default_factory=dict)
    outputs: dict[str, rendering.Output] = field(default_factory=dict)
    written: list[Path] = field(default_factory=list)


state = State()


def on_startup(command, dirty):
    state.serving = command == "serve"
    if not find_spec("torch"):
        raise PluginError("expected torch in this environment, in the version of requirements.txt\ngot      none")
    state.runner.start()


@event_priority(50)  # before markdown-exec reads its languages
def on_config(config):
    state.root = Path(config.config_file_path).resolve().parent
    state.site = Path(config.site_dir)
    markdown_exec.formatters[LANGUAGE] = render
    if LANGUAGE not in markdown_exec.MARKDOWN_EXEC_AUTO:
        markdown_exec.MARKDOWN_EXEC_AUTO.append(LANGUAGE)
    config.plugins["markdown-exec"].config.languages = [LANGUAGE]


def on_pre_build(config):
    versions = {"torch": version("torch").partition("+")[0], "python": platform.python_version()}
    state.labels = {kind: label.format(**versions) for kind, label in config.extra["snippet_labels"].items()}
    state.labels["language"] = config.theme["language"]
    state.words = config.extra["picture_words"]
    if not config.plugins["i18n"].building:  # not for a further language
        state.fences.clear()
        state.outputs.clear()
        state.written.clear()
        shown.clear()


@event_priority(-150)  # after the language plugin has chosen this language's pages
def on_files(files, config):
    """Have the snippets run in the order in which the pages will ask for them, while MkDocs goes on."""
    named = (match["path"] for page in files.documentation_pages() for match in NAMED.finditer(page.content_string))
    paths = (state.root / "snippets" / name for name in dict.fromkeys(named))
    state.runner.prefetch(path for path in paths if path.is_file())


@event_priority(100)  # before anything changes the line numbers
def on_page_markdown(markdown, page, config, files):
    """Give each fence its place, and take its options from it, so that no other extension reads them."""
    source = source_path(page)
    front_matter = page.file.content_string.count("\n") - markdown.count("\n")

    def place(opening):
        line = markdown.count("\n", 0, opening.start()) + front_matter + 1
        fence = Fence(f"{source}:{line}", page.url, *read_options(opening["options"]))
        state.fences[fence.place] = fence
        return f'{opening["before"]}{LANGUAGE} place="{fence.place}"'

    markdown = OPENING.sub(place, markdown)
    shown.pages[page.file.src_uri] = shown.Shown(config.plugins["i18n"].current_language, page, markdown)
    return markdown


def on_page_content(html, page, config, files):
    """Find the fences that Markdown did not take for one, and so would show as text."""
    for fence in state.fences.values():
        if fence.place.rpartition(":")[0] == source_path(page) and not fence.rendered:
            html = fail(fence, UNSEEN) + html
    return html


def on_post_page(output, page, config):
    state.written.append(Path(page.file.abs_dest_path))


@event_priority(-150)  # after the language plugin has built the other languages
def on_post_build(config):
    """Put the transcripts in their places. All languages are written by now, and meanwhile the programs ran."""
    if config.plugins["i18n"].building:
        return
    for path in state.written:
        html = path.read_text("utf-8")
        path.write_bytes(FILLED.sub(fill, html).encode())


def on_build_error(error):
    if not state.serving:
        shutil.rmtree(state.site, ignore_errors=True)


def on_shutdown():
    state.runner.stop()


def source_path(page) -> str:
    """The page's file, from the project's folder."""
    return Path(page.file.abs_src_path).relative_to(state.root).as_posix()


def render(*, code: str, md, extra: dict[str, str], **_) -> Markup:
    """markdown-exec's formatter for our language: ``code``, the body of the fence, begins with the snippet's path."""
    fence = state.fences[extra["place"]]
    fence.rendered = True
    slot = SLOT.format(place=fence.place)

    def source() -> Markup:
        if fence.problem:
            raise Unkept(fence.problem)
        name, draw = code.strip(), None
        if kind := fence.options.get("draw"):
            name, _, captions = name.partition("\n")
            draw = partial(pictures.figure, kind, captions, state.words)
        address = get_relative_url(shown.PROGRAMS + name, fence.url)
        html, state.outputs[fence.place] = rendering.render(
            state.root / "snippets", name, fence.options, state.runner, state.labels, address, slot, md, draw
        )
        return html

    return attempt(fence, source)


def fill(slot: re.Match[str]) -> str:
    """The transcript for a slot, or the picture drawn from it."""
    place = slot["place"]

    def output() -> Markup:
        html, shown.examples[place] = state.outputs[place]()
        return html

    return attempt(state.fences[place], output)


def attempt(fence: Fence, action: Callable[[], Markup]) -> Markup:
    """What the action gives, or what ``fail`` makes of its failure."""
    try:
        return action()
    except (Unkept, RunnerError) as error:
        return fail(fence, str(error))
    except Exception as error:  # superfences would show the fence as text, and say nothing
        return fail(fence, f"expected to show this snippet\ngot      {type(error).__name__}: {error}")


def fail(fence: Fence, message: str) -> Markup:
    """Stop the build with ``message``; in ``mkdocs serve``, log it and return it as HTML."""
    message = f"{fence.place}: {message}"
    if not state.serving:
        raise SnippetError(message)
    log.error(message)
    return Markup(f'<div class="admonition failure"><pre>{html.escape(message)}</pre></div>')
