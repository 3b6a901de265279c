"""One snippet as HTML: its source, what it printed, or what was drawn from that."""

from __future__ import annotations

import html
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from markupsafe import Markup
from mkdocs.utils import get_relative_url

from drawing.data import Undrawable
from drawing.pictures import figure
from pages import copy_buttons, tracebacks
from pages.changes import show_change
from pages.contents import PROGRAMS, Example
from pages.explained import explanation, told_block, tool_for
from pages.fences import Fence
from pages.programs import find
from pages.words import Words
from running.environments import environment_of
from running.expectations import check
from running.promises import Unkept, promised
from running.records import Record
from running.run import Run
from running.runner import Through

ENGLISH = 'lang="en" translate="no"'  # what a program says, on a page in any language
Block = Callable[..., Markup]  # ``Blocks.make`` on a page


def slot(place: str) -> str:
    """What stands where the transcript of the fence at ``place`` comes."""
    return f"<!-- output of {place} -->"


class Exhibit:
    """A snippet in the place of its fence.

    Attributes:
        name: the program's path below the folder of all snippets.
        path: its file.
        through: the tool that explains it, if any.
        html: what stands there until the program has run, with a slot in it for what ``fill`` gives.
    """

    def __init__(self, fence: Fence, body: str, folder: Path, words: Words, block: Block, tool: Through) -> None:
        """
        Args:
            fence: the fence.
            body: what it holds: the snippet's path and, for a picture, the captions below.
            folder: the folder of all snippets.
            words: those of the page's language.
            block: makes a block of code of a language, a text, and attributes.
            tool: what explains, in the language of the page.

        Raises:
            Unkept: the fence has a fault, there is no such snippet, or its source cannot be read.
        """
        if fence.problem:
            raise Unkept(fence.problem)
        self._options = fence.options
        self._labels = words.labels
        self._sentences = words.pictures
        self._block = block
        self._slot = slot(fence.place)
        self._draw = fence.options.get("draw")
        self.name, _, self._captions = body.partition("\n") if self._draw else (body, "", "")
        self.path = find(folder, self.name)
        self._source = self.path.read_bytes()
        with about(self.name):
            self._promise = promised(self._source)
        self.through = tool_for(self.name, self._options, self._promise, tool)
        shown = Markup()
        if fence.options.get("show") != "output":
            address = get_relative_url(PROGRAMS + self.name, fence.url)
            shown = self._program(folder) + self._download_link(address)
        kept = " snippet--recorded" if environment_of(self.name) else ""
        self._snippet = Markup(f'<div class="snippet snippet--{self._promise.state}{kept}">{shown}{self._slot}</div>')
        self.html = self._snippet
        if self._draw:
            self.html = Markup(f'<div class="picture picture--{self._draw}">{self._slot}</div>')

    def fill(self, run: Run | Record, told: Run | None = None) -> tuple[Markup, Example]:
        """What comes into the slot, and all that is shown, of a run of this build or of one that was kept.
        ``told`` is the same run through the tool.

        Raises:
            Unkept: the program did not do what it says, or what it printed cannot be drawn.
        """
        with about(self.name):
            check(self._source, run.run if isinstance(run, Record) else run, self.path.name)
            said = (self._labels["explained"], explanation(run, told)) if told else None
        label = self._labels[self._promise.state]
        if isinstance(run, Record):
            label = self._labels["recorded"].format(state=label, **vars(run))
        example = Example(self.name, self._options, label, self._source, run.transcript, self._promise, said)
        hidden = self._options.get("show") == "source"
        printed = Markup() if hidden else self._transcript(run.transcript.rstrip("\n"), label)
        if said:
            printed += told_block(*said, self._block("text", said[1]), self._labels["copy_told"])
        return (self._picture(run.transcript, printed) if self._draw else printed), example

    def _program(self, folder: Path) -> Markup:
        """The source, whole or as a change. The button copies the tested file, also where a change is shown."""
        program = self._source.decode("utf-8")
        if other := self._options.get("diff"):
            title = f"{other} → {self.path.name}"
            old = find(folder, other).read_text("utf-8")
            unchanged, language = self._labels["unchanged"], self._labels["language"]
            block = show_change(old, program, title, self._block, unchanged, language)
        else:
            raising = [self._promise.raises.line] if self._promise.raises else []
            lines = " ".join(map(str, [*self._options.get("hl_lines", "").split(), *raising, *self._promise.wrong]))
            attributes = {"hl_lines": lines} if lines else {}
            block = self._block("python", program.rstrip("\n"), title=self.name, **attributes)
        block = copy_buttons.add(block, self._labels["copy_program"].format(name=self.path.name))
        attributes = f'class="snippet__source" data-copy="{html.escape(program)}"'
        return Markup(f"<div {attributes} {ENGLISH}>{block}</div>")

    def _download_link(self, address: str) -> Markup:
        """A link to the program; many links on a page say the same, so it has a longer name for a screen reader."""
        label = self._labels["download"]
        attributes = f'href="{html.escape(address)}" aria-label="{label} {html.escape(self.name)}"'
        return Markup(f'<a class="snippet__download" {attributes} download data-search-exclude>{label}</a>')

    def _transcript(self, text: str, label: str) -> Markup:
        block = self._block("pytb" if self._promise.raises else "text", text)
        if self._promise.raises:
            block = tracebacks.shape(block, text, self.path.name, self._labels["frames"], self._labels["language"])
        block = copy_buttons.add(block, self._labels["copy_output"].format(name=self.path.name))
        attributes = f'class="snippet__output" data-copy="{html.escape(text)}" {ENGLISH}'
        return Markup(f'<p class="snippet__label">{html.escape(label)}</p><div {attributes}>{block}</div>')

    def _picture(self, transcript: str, printed: Markup) -> Markup:
        """The picture, and below it the program, folded away."""
        with about(self.name):
            drawn = figure(self._draw, self._captions, self._sentences, transcript)
        block = self._snippet.replace(self._slot, printed)
        return Markup(f"{drawn}<details><summary>{self._labels['drawn']}</summary>{block}</details>")


@contextmanager
def about(name: str) -> Iterator[None]:
    """Say which snippet it is that did not keep its promise."""
    try:
        yield
    except (Unkept, Undrawable) as error:
        raise Unkept(f"snippets/{name} did not do what it says\n{error}") from error
