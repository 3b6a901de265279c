"""What a snippet says of itself, read from its file.

A program that must fail carries its error as a comment on the line that raises, type and whole message:

    A.backward()  # RuntimeError: grad can be implicitly created only for scalar outputs

A program with no such comment must reach its last line and print something. Where it prints what is not right for the
purpose that it shows, it says so on that line:

    print(w.grad)  # wrong
"""

from __future__ import annotations

import functools
import io
import re
import tokenize
from collections.abc import Iterator
from dataclasses import dataclass

COMMENT = re.compile(r"#\s*(?P<error>[A-Za-z_][\w.]*(?:Error|Exception|Interrupt): .+)")
WRONG = "# wrong"
CONTROL = re.compile(r"\r(?!\n)|[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff\ufffe\uffff]")  # no page shows it
NO_PROGRAM = (SyntaxError, ValueError, tokenize.TokenError, RecursionError, MemoryError)


class Unkept(Exception):
    """A snippet is not what it says it is. The message is ``expected …`` and ``got …``, a line each."""


@dataclass(frozen=True)
class Raised:
    """An exception: the last lines of its traceback (``Type: message``) and the line of the program that raised it."""

    error: str
    line: int

    def __str__(self) -> str:
        return f"{self.error} (line {self.line})"


@dataclass(frozen=True)
class Promise:
    """What a program says of itself: the exception that it raises, if any, and the lines whose results are wrong."""

    raises: Raised | None
    wrong: tuple[int, ...]

    @property
    def state(self) -> str:
        """ "raises", "wrong" or "right"."""
        return "raises" if self.raises else "wrong" if self.wrong else "right"


def comments(text: str) -> Iterator[tokenize.TokenInfo]:
    """The comments of a program."""
    tokens = tokenize.generate_tokens(io.StringIO(text).readline)
    return (token for token in tokens if token.type == tokenize.COMMENT)


def without_promises(text: str) -> list[str]:
    """The lines of a program without the comments that say what it does."""
    lines = re.split(r"\r?\n", text.removesuffix("\n"))  # as Python counts them
    for token in comments(text):
        if COMMENT.fullmatch(token.string) or token.string == WRONG:
            row, column = token.start
            lines[row - 1] = lines[row - 1][:column].rstrip()
    return lines


def refuse_control(text: str, what: str) -> None:
    """Let no character pass that a page would lose, or that would change what stands around it.

    Raises:
        Unkept: there is one. ``what`` is the text.
    """
    if found := CONTROL.search(text):
        line = text.count("\n", 0, found.start()) + 1
        raise Unkept(f"expected {what} without control characters\ngot      {found[0]!r} on line {line} of it")


@functools.cache  # asked of each program several times in each language
def promised(source: bytes) -> Promise:
    """What the program says of itself.

    Raises:
        Unkept: the source is not UTF-8, is not Python, has a control character, announces more than one exception, or
            an exception beside a result that is wrong.
    """
    try:
        text = source.decode("utf-8")
        refuse_control(text, "a program")
        compile(text, "snippet", "exec", dont_inherit=True)
        found = [
            Raised(match["error"].rstrip(), token.start[0])
            for token in comments(text)
            if (match := COMMENT.fullmatch(token.string))
        ]
        wrong = tuple(token.start[0] for token in comments(text) if token.string == WRONG)
    except UnicodeDecodeError as error:
        line = source[: error.start].count(b"\n") + 1
        raise Unkept(f"expected UTF-8\ngot      the byte {source[error.start]:#04x} on line {line}") from error
    except NO_PROGRAM as error:  # the last two: more brackets or operators than Python takes
        line = getattr(error, "lineno", None)
        where = f" (line {line})" if line else ""
        what = error.args[0] if error.args else type(error).__name__
        raise Unkept(f"expected a Python program\ngot      {what}{where}") from error
    if len(found) > 1:
        lines = ", ".join(str(raised.line) for raised in found)
        raise Unkept(f"expected one comment that announces an exception\ngot      {len(found)}, on lines {lines}")
    if found and wrong:
        raise Unkept(f"expected an exception or a wrong result\ngot      both, on lines {found[0].line}, {wrong[0]}")
    return Promise(found[0] if found else None, wrong)
