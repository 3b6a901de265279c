"""What an explanation found out. Text, JSON and the link are renderings of it."""

from __future__ import annotations

from dataclasses import dataclass, field

CERTAIN, PROBABLE, FILL_IN = "certain", "probable", "fill-in"


@dataclass
class Term:
    """Something that makes the tensor what it is. ``why`` is a cause of ``causes.json``."""

    name: str
    shape: tuple[int, ...] | None
    why: str
    file: str | None = None
    line: int | None = None


@dataclass
class Edit:
    """A line of the program that changes: ``new`` is the whole line, and may be several, or none."""

    file: str
    line: int
    old: str
    new: str


@dataclass
class Fix:
    """``caveat`` is a key of the words: for whom the change is wrong."""

    confidence: str
    edits: list[Edit]
    caveat: str | None = None


@dataclass
class Facts:
    """``said`` are the sentences: (key of the words, values to fill in). ``at`` is (file, line, code)."""

    error: str
    page: str
    at: tuple[str, int, str] | None = None
    name: str | None = None
    shape: tuple[int, ...] | None = None
    cause: str | None = None
    terms: list[Term] = field(default_factory=list)
    fix: Fix | None = None
    said: list[tuple[str, dict]] = field(default_factory=list)
    silent: bool = False  # it turned out to be nothing that is explained here

    def say(self, key: str, **values) -> None:
        self.said.append((key, values))
