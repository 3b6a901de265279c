"""Whether a run of a snippet kept what its source promises."""

from __future__ import annotations

import re

from running.promises import Promise, Raised, Unkept, promised, refuse_control
from running.run import Run

FRAME = re.compile(r'  File "(?P<file>[^"]+)", line (?P<line>\d+)')
HINT = re.compile(r"[.?] (Did|Or did) you .*?(?=( \(line \d+\))?$)")  # which Python adds as it prints
TRACEBACK = "Traceback (most recent call last):"
LONGEST = 40


def raised(run: Run, name: str) -> Raised | None:
    """The exception that ended the run of the program file ``name``, read from its transcript; None if none did.

    That is what a reader sees. Whether the program raised it, and did not only print it, ``check`` asks."""
    before, found, trace = run.transcript.rpartition(TRACEBACK)
    if run.status != 1 or not found or (before and not before.endswith("\n")):
        return None
    lines = trace.strip("\n").split("\n")
    frames = [match for line in lines if (match := FRAME.match(line)) and match["file"] == name]
    start = next((i for i, line in enumerate(lines) if line and not line.startswith(" ")), None)
    if start is None or not frames:
        return None
    return Raised("\n".join(lines[start:]), int(frames[-1]["line"]))


def check(source: bytes, run: Run, name: str) -> Promise:
    """Compare a run of the program file ``name`` with what its source says; return that.

    Raises:
        Unkept: the source cannot be read, or the run did something else.
    """
    promise = promised(source)
    actual = raised(run, name)
    if promise.raises:
        if actual != promise.raises:
            raise Unkept(f"expected {promise.raises}\ngot      {actual or describe(run)}{quote(run)}")
        if run.exception is not None and without_hint(run.exception) != without_hint(str(actual)):
            got = run.exception or describe(run)
            raise Unkept(f"expected {promise.raises}\ngot      {got}, and printed that traceback itself{quote(run)}")
    elif run.status or not run.finished:
        raise Unkept(f"expected it to reach its last line\ngot      {actual or describe(run)}{quote(run)}")
    elif not run.transcript.strip():
        raise Unkept("expected it to print something\ngot      no output")
    refuse_control(run.transcript, "output")
    return promise


def without_hint(error: str) -> str:
    """An exception in words without what Python adds to it, as "Did you mean …", only where it prints it."""
    return HINT.sub("", error)


def describe(run: Run) -> str:
    """How a run ended that shows no exception."""
    if run.exception:
        return f"{run.exception}, and no traceback that says so"
    return "it ran to its last line and raised nothing" if run.finished else f"it {run.ending()}"


def quote(run: Run) -> str:
    """The end of the transcript, to stand below a message."""
    lines = run.transcript.splitlines()
    if not lines:
        return ""
    cut = ["…"] if len(lines) > LONGEST else []
    return "\nits output:\n" + "\n".join(f"  | {line[:200]}" for line in cut + lines[-LONGEST:])
