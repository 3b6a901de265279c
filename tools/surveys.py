"""What was found in a release of PyTorch, as ``environments/releases/torch-VERSION.txt`` keeps it.

Such a file is lines of ``name: value``, an empty line, and for each program a line with the start of its SHA-256, its
outcome and its path, and below it, indented, the message that it ended with or the lines that it printed, where the
outcome alone does not say it. The outcomes:

    same        it prints and raises what it does on the pages; frames in libraries do not count
    warns       the same, but for warnings
    prints      it ends as on the pages, and prints something else
    reworded    it raises on the same line as on the pages, with another message
    raises      it raises elsewhere, or because something is not there yet, or does not end by itself
    silent      it raises on the pages, and does not here

For a release that was read and not run, what there is in it takes the place of the programs: ``message …``,
``argument FUNCTION NAME`` or ``function NAME``, a line each.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from project import ROOT

SURVEYS = ROOT / "environments" / "releases"
CALLS = ("backward", "grad", "engine", "func")
THERE = ("message ", "argument ", "function ")

Frame = tuple[str, int, str]  # file, line, function


@dataclass(frozen=True)
class Outcome:
    """How one program did: the start of its SHA-256, the outcome, and what more is told."""

    digest: str
    outcome: str
    told: str = ""


@dataclass(frozen=True)
class Survey:
    """What was found in a release.

    Attributes:
        head: its version, and with what, when and how it was surveyed.
        frames: those in PyTorch of a traceback, for each of ``CALLS``: ``backward`` and ``grad`` raise the error of
            this site, ``engine`` is another error of ``backward()``, ``func`` that of ``torch.func.grad``.
        outcomes: how each program did, by its path.
        there: what there is, if it was read and not run.
    """

    head: dict[str, str]
    frames: dict[str, list[Frame]]
    outcomes: dict[str, Outcome] = field(default_factory=dict)
    there: list[str] = field(default_factory=list)

    @property
    def release(self) -> str:
        return self.head["torch"].partition("+")[0]

    def __str__(self) -> str:
        written = {call: ", ".join(" ".join(map(str, frame)) for frame in found) for call, found in self.frames.items()}
        lines = [f"{name}: {value}" for name, value in self.head.items()]
        lines += [f"frames {call}: {frames or 'none'}" for call, frames in written.items()]
        lines += ["", *self.there]
        for path, did in sorted(self.outcomes.items()):
            lines.append(f"{did.digest} {did.outcome} {path}")
            lines += [f"    {line}".rstrip() for line in did.told.split("\n") if did.told]
        return "\n".join(lines) + "\n"


def parse(text: str) -> Survey:
    """The survey that is written as ``text``."""
    top, _, body = text.rstrip("\n").partition("\n\n")
    head = dict(line.partition(": ")[::2] for line in top.split("\n"))
    frames = {call: read_frames(head.pop(f"frames {call}")) for call in CALLS}
    outcomes, there = {}, []
    for block in re.split(r"\n(?=\S)", body):
        line, _, told = block.partition("\n")
        if line.startswith(THERE):
            there.append(line)
        else:
            digest, outcome, path = line.split(" ")
            outcomes[path] = Outcome(digest, outcome, "\n".join(part[4:] for part in told.split("\n")))
    return Survey(head, frames, outcomes, there)


def read_frames(text: str) -> list[Frame]:
    frames = [] if text == "none" else [part.split(" ") for part in text.split(", ")]
    return [(file, int(line), name) for file, line, name in frames]


def all_surveys() -> dict[str, Survey]:
    """Every survey, by its release, the oldest first."""
    found = [parse(path.read_text("utf-8")) for path in SURVEYS.glob("torch-*.txt")]
    return {survey.release: survey for survey in sorted(found, key=lambda survey: number(survey.release))}


def number(release: str) -> list[int]:
    """A release as numbers that can be compared."""
    return [int(part) for part in release.split(".")]
