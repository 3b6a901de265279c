"""The snippets on the pages of one build: each is run, or its record read, and shown in the place of its fence.

What a program printed is put in its place when all pages are written: until then the programs run, and MkDocs goes on.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import partial
from pathlib import Path

import markdown_exec
from markupsafe import Markup

from pages.blocks import Blocks
from pages.contents import Contents, Shown
from pages.exhibits import Exhibit, slot
from pages.failing import Fail
from pages.fences import LANGUAGE, Fence, mark_fences, named_snippets
from pages.programs import find
from pages.words import Words
from running.environments import environment_of
from running.promises import Unkept
from running.records import read_record
from running.runner import Runner, RunnerError, Through

FILLED = re.compile(slot(r"(?P<place>.+?:\d+)"))
UNSEEN = "expected a fence\ngot      one that is not indented as its text, or on the line of a list marker"


class Snippets:
    """Takes the pages of all languages through the events of a build, one language after another."""

    def __init__(self, root: Path, runner: Runner, blocks: Blocks, contents: Contents, fail: Fail) -> None:
        """
        Args:
            root: the project's folder.
            runner: what runs the snippets.
            blocks: what makes a block of code.
            contents: what the pages show, to be told of each snippet that did what it says.
            fail: what is done about those that did not.
        """
        self._root = root
        self._folder = root / "snippets"
        self._runner = runner
        self._blocks = blocks
        self._contents = contents
        self._fail = fail
        self._words = Words({}, {})
        self._tool: Through = ()
        self._fences: dict[str, Fence] = {}
        self._on: dict[str, tuple[list[Fence], list[str]]] = {}  # a page's, and its faults
        self._exhibits: dict[str, Exhibit] = {}

    def register(self, config) -> None:
        """Be the only one whom markdown-exec calls, for fences of our language."""
        markdown_exec.formatters[LANGUAGE] = self.show
        if LANGUAGE not in markdown_exec.MARKDOWN_EXEC_AUTO:
            markdown_exec.MARKDOWN_EXEC_AUTO.append(LANGUAGE)
        config.plugins["markdown-exec"].config.languages = [LANGUAGE]

    def use(self, words: Words, tool: Through) -> None:
        """Show what follows with these words, and explain with this tool."""
        self._words, self._tool = words, tool

    def prefetch(self, files) -> None:
        """Have the snippets run in the order in which the pages will ask for them."""
        named = (each for page in files.documentation_pages() for each in named_snippets(page.content_string))
        for name, explained in dict.fromkeys(named):
            with suppress(Unkept, OSError):  # which its fence will say; nothing else may run
                if not environment_of(name):
                    path = find(self._folder, name)
                    self._runner.prefetch([path])
                    if explained:
                        self._runner.prefetch([path], self._tool)

    def mark(self, markdown: str, page) -> str:
        """Give each fence of a page its place. Comes before anything that changes the numbers of lines."""
        source = self._source(page)
        for fence in self._on.get(source, ([], []))[0]:  # in serve, of the page as it was
            self._contents.examples.pop(fence.place, None)
        above = page.file.content_string.count("\n") - markdown.count("\n")
        markdown, fences, faults = mark_fences(markdown, source, above, page.url)
        self._on[source] = fences, faults
        self._fences |= {fence.place: fence for fence in fences}
        return markdown

    def show(self, *, code: str, md, extra: dict[str, str], **_) -> Markup:
        """markdown-exec's formatter: the snippet that the fence names in ``code``, still without what it prints."""
        fence = self._fences[extra["place"]]
        fence.rendered = True

        def exhibit() -> Markup:
            made = Exhibit(fence, code.strip(), self._folder, self._words, partial(self._blocks.make, md), self._tool)
            self._exhibits[fence.place] = made
            return made.html

        return self._attempt(fence, exhibit)

    def refuse_unseen(self, html: str, page) -> str:
        """Fail for each fence of a page that is not closed, or that Markdown did not take for one, and so shows as
        text."""
        fences, faults = self._on[self._source(page)]
        for message in faults + [f"{fence.place}: {UNSEEN}" for fence in fences if not fence.rendered]:
            html = f"{self._fail(message)}{html}"  # what is added to it as it is would be escaped
        return html

    def fill(self, pages: Iterable[Shown]) -> None:
        """Put the transcripts in their places, on these pages as they are written."""
        for page in pages:
            path = Path(page.page.file.abs_dest_path)
            path.write_bytes(FILLED.sub(self._printed, path.read_text("utf-8")).encode())

    def _printed(self, found: re.Match[str]) -> str:
        """The transcript for a slot, or the picture drawn from it."""
        place = found["place"]

        def output() -> Markup:
            exhibit = self._exhibits[place]
            kept = environment_of(exhibit.name)
            run = read_record(self._root, exhibit.name) if kept else self._runner.run(exhibit.path)
            told = self._runner.run(exhibit.path, exhibit.through) if exhibit.through else None
            html, self._contents.examples[place] = exhibit.fill(run, told)
            return html

        return self._attempt(self._fences[place], output)

    def _attempt(self, fence: Fence, action: Callable[[], Markup]) -> Markup:
        """What the action gives, or what becomes of its failure."""
        try:
            return action()
        except (Unkept, RunnerError) as error:
            message = str(error)
        except Exception as error:  # superfences would show the fence as text, and say nothing
            message = f"expected to show this snippet\ngot      {type(error).__name__}: {error}"
        return self._fail(f"{fence.place}: {message}")

    def _source(self, page) -> str:
        """The page's file, from the project's folder."""
        return Path(page.file.abs_src_path).relative_to(self._root).as_posix()
