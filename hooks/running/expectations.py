"""What a snippet promises, read from its file, and whether a run of it kept the promise.

A program that must fail carries its error as a comment on the line that raises, type and whole message:

    A.backward()  # RuntimeError: grad can be implicitly created only for scalar outputs

A program with no such comment must reach its last line and print something.
"""

from __future__ import annotations

import io
import re
import tokenize
from dataclasses import dataclass

from running.run import Run

COMMENT = re.compile(r"#\s*(?P<error>[A-Za-z_][\w.]*(?:Error|Exception|Interrupt): .+)")
FRAME = re.compile(r'  File "(?P<file>[^"]+)", line (?P<line>\d+)')
TRACEBACK = "Traceback (most recent call last):"
LONGEST = 40


class Unkept(Exception):
    """A snippet is not what it says it is. The message is ``expected …`` and ``got …``, a line each."""


@dataclass(frozen=True)
class Raised:
    """An exception: the last lines of its traceback (``Type: message``) and the line of the program that raised it."""

    error: str
    line: int

    def __str__(self) -> str:
        return f"{self.error} (line {self.line})"


def expected(source: bytes) -> Raised | None:
    """The exception that the program says it raises, or None if it must end well.

    Raises:
        Unkept: the source is not UTF-8, is not Python, or announces more than one exception.
    """
    try:
        text = source.decode("utf-8")
        compile(text, "snippet", "exec", dont_inherit=True)
        found = [
            Raised(match["error"].rstrip(), token.start[0])
            for token in tokenize.generate_tokens(io.StringIO(text).readline)
            if token.type == tokenize.COMMENT and (match := COMMENT.fullmatch(token.string))
        ]
    except UnicodeDecodeError as error:
        line = source[: error.start].count(b"\n") + 1
        raise Unkept(f"expected UTF-8\ngot      the byte {source[error.start]:#04x} on line {line}") from error
    except (SyntaxError, ValueError) as error:  # ValueError: a null byte, on Python 3.10
        line = getattr(error, "lineno", None)
        where = f" (line {line})" if line else ""
        raise Unkept(f"expected a Python program\ngot      {error.args[0]}{where}") from error
    if len(found) > 1:
        lines = ", ".join(str(raised.line) for raised in found)
        raise Unkept(f"expected one comment that announces an exception\ngot      {len(found)}, on lines {lines}")
    return found[0] if found else None


def raised(run: Run, name: str) -> Raised | None:
    """The exception that ended the run of the program file ``name``, read from its transcript; None if none did."""
    before, found, trace = run.transcript.rpartition(TRACEBACK)
    if run.status != 1 or not found or (before and not before.endswith("\n")):
        return None
    lines = trace.strip("\n").split("\n")
    frames = [match for line in lines if (match := FRAME.match(line)) and match["file"] == name]
    start = next((i for i, line in enumerate(lines) if line and not line.startswith(" ")), None)
    if start is None or not frames:
        return None
    return Raised("\n".join(lines[start:]), int(frames[-1]["line"]))


def check(source: bytes, run: Run, name: str) -> Raised | None:
    """Compare a run of the program file ``name`` with what its source says; return the exception it promised, if any.

    Raises:
        Unkept: the source cannot be read, or the run did something else.
    """
    promise = expected(source)
    actual = raised(run, name)
    if promise:
        if actual != promise:
            raise Unkept(f"expected {promise}\ngot      {actual or describe(run)}{quote(run)}")
    elif run.status or not run.finished:
        raise Unkept(f"expected it to reach its last line\ngot      {actual or describe(run)}{quote(run)}")
    elif not run.transcript.strip():
        raise Unkept("expected it to print something\ngot      no output")
    return promise


def describe(run: Run) -> str:
    """How a run ended that did not end with an exception."""
    return "it ran to its last line and raised nothing" if run.finished else f"it {run.ending()}"


def quote(run: Run) -> str:
    """The end of the transcript, to stand below a message."""
    lines = run.transcript.splitlines()
    if not lines:
        return ""
    cut = ["…"] if len(lines) > LONGEST else []
    return "\nits output:\n" + "\n".join(f"  | {line[:200]}" for line in cut + lines[-LONGEST:])
