"""What the pages of one build show, in every language: what downloads, notebooks and the rest are made of."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from mkdocs.structure.pages import Page

from running.environments import environment_of
from running.promises import Promise

PROGRAMS = "snippets/"  # where the site keeps the programs for download
# A snippet fence in ``Shown.markdown``.
FENCE = re.compile(
    r'^(?P<indent>[ \t]*)(?P<marks>`{3,}|~{3,})snippet place="(?P<place>[^"]+)"\n.*?^[ \t]*(?P=marks)[ \t]*\n?',
    re.M | re.S,
)


@dataclass
class Contents:
    """The pages by the path of their source, and by place the snippets on them, of those that did what they say."""

    pages: dict[str, Shown] = field(default_factory=dict)
    examples: dict[str, Example] = field(default_factory=dict)

    def add(self, locale: str, page: Page, markdown: str) -> None:
        """Keep a page in the language ``locale``, when its fences are marked and nothing else has changed it."""
        self.pages[page.file.src_uri] = Shown(self, locale, page, markdown)

    def only(self, pages: Iterable[Shown]) -> Contents:
        """The same with no other pages, nor what only others show; what a page tells of others stays."""
        shown = {page.page.file.src_uri: page for page in pages}
        places = {fence["place"] for page in shown.values() for fence in FENCE.finditer(page.markdown)}
        return Contents(shown, {place: each for place, each in self.examples.items() if place in places})


@dataclass(frozen=True)
class Shown:
    """A page: its language, and its source without front matter, each snippet fence marked with its place.

    ``contents`` is where it stands among all others.
    """

    contents: Contents
    locale: str
    page: Page
    markdown: str

    @property
    def title(self) -> str:
        """As its front matter says; in the navigation it may have another."""
        return self.page.meta.get("title") or self.page.title

    @property
    def description(self) -> str:
        """In one line."""
        return " ".join(self.page.meta.get("description", "").split())

    @property
    def has_programs(self) -> bool:
        return bool(FENCE.search(self.markdown))

    @property
    def runs_programs(self) -> bool:
        """Whether a program on it was run by this build. Known when the snippets are filled in."""
        return any(example and not environment_of(example.name) for _, _, example in self.parts())

    @property
    def markdown_path(self) -> str:
        """Where the page as Markdown lies, below the site's root: its own path with ``.md`` behind it."""
        return f"{self.page.file.dest_uri}.md"

    @property
    def notebook_path(self) -> str:
        """Where the page as a notebook lies, below the site's root."""
        return self._beside(".ipynb")

    @property
    def archive_path(self) -> str:
        """Where the zip of the page's programs lies, below the site's root."""
        return self._beside(".zip")

    def _beside(self, suffix: str) -> str:
        file = self.page.file
        return posixpath.join(posixpath.dirname(file.dest_uri), file.name + suffix)

    def parts(self) -> Iterator[tuple[str, str, Example | None]]:
        """Its text up to each snippet, how far that is indented, and the snippet; last, the text below all snippets.

        In the place of a snippet that did not do what it says, which ``mkdocs serve`` lets pass, is None.
        """
        start = 0
        for fence in FENCE.finditer(self.markdown):
            yield self.markdown[start : fence.start()], fence["indent"], self.contents.examples.get(fence["place"])
            start = fence.end()
        yield self.markdown[start:], "", None


@dataclass(frozen=True)
class Example:
    """A snippet on a page.

    Attributes:
        name: its path below the folder of all snippets.
        options: those of the fence.
        label: what stands above the transcript, in the page's language.
        program: the bytes of the file.
        transcript: what it printed.
        promise: what the program says of itself.
        told: what the tool says of the error, if the fence asks for it: a label, and the text.
    """

    name: str
    options: dict[str, str]
    label: str
    program: bytes
    transcript: str
    promise: Promise
    told: tuple[str, str] | None = None
