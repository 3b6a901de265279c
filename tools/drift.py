"""Knows which English text each section of a further language was last reviewed against, and what has changed since.

That text is kept, for each language and page, in ``tests/languages/reviewed/<language>/<page>``: the page of the
default language as the reviewer saw it, section by section. The text and not a hash of it, so that the change can be
shown anywhere: in a shallow clone, and where there is no git.

``make lacks`` and ``make reviewed`` run this module as a program.
"""

from __future__ import annotations

import argparse
import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from project import LANGUAGES, ROOT
from sources import parse

DEFAULT, *OTHERS = LANGUAGES
# The parts of a page that no heading begins. No heading's id can have this form.
FRONT_MATTER, TOP = "@front-matter", "@top"
# Between sentences, paragraphs, items, rows of a table, keys of the front matter: a change is shown by these.
SENTENCE_END = re.compile(r"\n{2,}|\n(?=[-|]|\w+: )|(?<=[.?!])\s+")


@dataclass(frozen=True)
class Section:
    """A part of a page, from a heading to the next: its first line's number, and its text, fences included."""

    line: int
    text: str

    def same_words(self, other: Section) -> bool:
        """Whether both say the same. White space does not count."""
        return self.text.split() == other.text.split()


def read_sections(path: Path) -> dict[str, Section]:
    """The sections of a page by their headings' ids, in order; none where there is no such page."""
    if not path.is_file():
        return {}
    text = path.read_text("utf-8")
    lines = text.split("\n")
    page = parse(path.name, text)
    sections = {}
    if page.front_matter:
        shown = {key: page.front_matter.get(key) for key in ("title", "description")}
        sections[FRONT_MATTER] = Section(
            1, f"---\n{yaml.safe_dump(shown, allow_unicode=True, sort_keys=False, width=float('inf'))}---"
        )
    starts = [(page.body, TOP), *((heading.line, heading.id) for heading in page.headings if heading.id)]
    ends = [line for line, _ in starts[1:]] + [len(lines) + 1]
    for (start, name), end in zip(starts, ends, strict=True):
        if body := "\n".join(lines[start - 1 : end - 1]).strip("\n"):
            sections[name] = Section(start, body)
    return sections


@dataclass(frozen=True)
class Translation:
    """A further language of the project in the folder ``root``."""

    language: str
    root: Path = ROOT

    @property
    def original(self) -> Path:
        return self.root / "docs" / DEFAULT

    @property
    def translation(self) -> Path:
        return self.root / "docs" / self.language

    @property
    def reviewed(self) -> Path:
        return self.root / "tests" / "languages" / "reviewed" / self.language

    def missing(self) -> Iterator[str]:
        """Pages and sections that the default language has and this one has not."""
        for page in pages_below(self.original):
            path = self.translation / page
            if not path.is_file():
                yield f"{self.place(path)}:1: expected this page, got none"
                continue
            here = read_sections(path)
            for name, section in read_sections(self.original / page).items():
                if name not in here:
                    source = f"{self.place(self.original / page)}:{section.line}"
                    yield f"{self.place(path)}:1: expected a section {name} as in {source}, got none"

    def stale(self) -> Iterator[str]:
        """Sections whose original has changed, come or gone since they were reviewed, and the change."""
        for page in sorted({*pages_below(self.original), *pages_below(self.reviewed)}):
            now, then = read_sections(self.original / page), read_sections(self.reviewed / page)
            here = read_sections(self.translation / page)
            for name in [each for each in then if each not in now]:
                place = f"{self.place(self.reviewed / page)}:{then[name].line}"
                yield f"{place}: expected no section {name}, which {self.place(self.original / page)} has no longer"
            for name, section in now.items():
                if name in here and not (name in then and section.same_words(then[name])):
                    yield self.change(page, name, here[name], section, then.get(name))

    def change(self, page: str, name: str, here: Section, now: Section, then: Section | None) -> str:
        place, source = (self.place(folder / page) for folder in (self.translation, self.original))
        message = f"{place}:{here.line}: expected section {name} to be reviewed against {source}:{now.line}"
        if not then:
            return f"{message}\ngot      no review of it yet"
        sentences = (SENTENCE_END.split(section.text.strip()) for section in (then, now))
        before, after = ([" ".join(sentence.split()) for sentence in each] for each in sentences)
        difference = list(difflib.unified_diff(before, after, lineterm="", n=1))[2:]
        return "\n".join(
            [f"{message}\ngot      a change since the last review:", *(f"    {line}" for line in difference)]
        )

    def accept(self, page: str, name: str | None = None) -> None:
        """Note that the page, or its section of that name, is up to date. What the original has no longer is forgotten.

        Raises ``LookupError`` if the original or this language has no such page or section.
        """
        now, here = read_sections(self.original / page), read_sections(self.translation / page)
        copy = self.reviewed / page
        then = read_sections(copy)
        if then and not now:
            copy.unlink()
            return
        both = now.keys() & here.keys()
        accepted = {name} if name else both
        if not accepted or not accepted <= both:
            place = f"{page}#{name}" if name else page
            raise LookupError(
                f"expected a place that docs/{DEFAULT} and docs/{self.language} both have\ngot      {place}"
            )
        known = {**then, **{each: now[each] for each in accepted}}
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_text("\n\n".join(known[each].text for each in now if each in known) + "\n", "utf-8")

    def accept_all(self) -> None:
        for page in {*pages_below(self.original), *pages_below(self.reviewed)}:
            if (self.translation / page).is_file() or not (self.original / page).is_file():
                self.accept(page)

    def place(self, path: Path) -> str:
        return path.relative_to(self.root).as_posix()


def pages_below(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.md"))


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description="What the further languages lack, and what of them is reviewed.")
    commands = parser.add_subparsers(dest="command", required=True)
    lacks = commands.add_parser("lacks", help="list missing pages, missing sections, and sections to be reviewed")
    reviewed = commands.add_parser("reviewed", help="note that a place is up to date")
    reviewed.add_argument("place", help="all, a page as why.md, or a section as why.md#loss")
    for each in (lacks, reviewed):
        each.add_argument("language", nargs="?", choices=OTHERS, help="one further language; all of them without it")
    given = parser.parse_args(arguments)
    for edition in map(Translation, [given.language] if given.language else OTHERS):
        if given.command == "lacks":
            found = [*edition.missing(), *edition.stale()]
            print(*found, f"{edition.language}: {len(found)} missing or to be reviewed", sep="\n")
            continue
        page, _, name = given.place.partition("#")
        try:
            edition.accept_all() if page == "all" else edition.accept(page, name or None)
        except LookupError as error:
            parser.error(str(error))


if __name__ == "__main__":
    main()
