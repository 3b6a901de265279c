"""Whose code a file is, and the frames of a traceback with the syntax tree around their lines."""

from __future__ import annotations

import itertools
import os
import sys

_whose: dict[str, str] = {}
THIS = os.path.normcase(os.path.realpath(__file__))
_HERE = (
    os.path.dirname(THIS) + os.sep
)  # the package's folder while it is developed; of the one file, only the file counts


def _within(path: str, folder: str) -> bool:
    return path.startswith(os.path.normcase(os.path.realpath(folder)) + os.sep)


def _decide(filename: str) -> str:
    if filename.startswith("<"):
        return "reader" if filename.startswith(("<stdin", "<ipython", "<string", "<python-input")) else "python"
    path = os.path.normcase(os.path.realpath(filename))
    if path == THIS or (os.path.basename(THIS) == "frames.py" and path.startswith(_HERE)):
        return "tool"
    torch = sys.modules.get("torch")
    if torch is not None and getattr(torch, "__file__", None) and _within(path, os.path.dirname(torch.__file__)):
        return "torch"
    if any(part in path for part in (f"{os.sep}site-packages{os.sep}", f"{os.sep}dist-packages{os.sep}")):
        return "library"
    if _within(path, os.path.dirname(os.__file__)):
        return "python"
    return "reader"


def whose(filename: str) -> str:
    """``reader``, ``library`` (an installed package), ``torch``, ``python`` or ``tool``."""
    if filename not in _whose:
        _whose[filename] = _decide(filename)
    return _whose[filename]


def is_reader(filename: str) -> bool:
    return whose(filename) == "reader"


class Level:
    """One level of a traceback: the frame, and the place in it.

    ``span`` is (first line, last line, first byte, byte behind) of what was running, where Python keeps it (3.11).
    """

    def __init__(self, frame, line: int, instruction: int):
        self.frame, self.line, self.code = frame, line, frame.f_code
        self.file = self.code.co_filename
        self.span = None
        if instruction >= 0 and hasattr(self.code, "co_positions"):
            span = next(itertools.islice(self.code.co_positions(), instruction // 2, None), None)
            if span is not None and None not in span:
                self.span = span
        self.local, self.globals = frame.f_locals, frame.f_globals

    @property
    def is_reader(self) -> bool:
        return is_reader(self.file)


def levels_of(traceback) -> list[Level]:
    """Outermost first."""
    found = []
    while traceback is not None:
        found.append(Level(traceback.tb_frame, traceback.tb_lineno, traceback.tb_lasti))
        traceback = traceback.tb_next
    return found


def library_of(filename: str) -> str:
    """The name of the installed package that a file belongs to."""
    parts = filename.replace("\\", "/").split("/")
    for folder in ("site-packages", "dist-packages"):
        if folder in parts:
            return parts[parts.index(folder) + 1].removesuffix(".py")
    return os.path.basename(filename)


def short(filename: str) -> str:
    """A path as one would type it: relative to the working directory where it lies below it."""
    if not os.path.isabs(filename):
        return filename
    try:
        relative = os.path.relpath(filename)
    except ValueError:  # another drive
        return filename
    return filename if relative.startswith("..") else relative
