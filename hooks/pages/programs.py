"""The files that fences name: found, and compared."""

from __future__ import annotations

import difflib
from pathlib import Path

from running.expectations import Unkept


def find(folder: Path, name: str) -> Path:
    """The file of the snippet ``name``.

    Raises:
        Unkept: ``name`` is not the path of a file below ``folder``.
    """
    path = folder / name
    if not name or "\n" in name or not path.is_file() or folder not in path.resolve().parents:
        raise Unkept(f"expected the path of a file below snippets/\ngot      {name or 'an empty fence'}")
    return path


def changes(before: Path, after: Path) -> str:
    """All lines of ``after`` as a unified diff against ``before``, without its three head lines."""
    old, new = (path.read_text("utf-8").splitlines() for path in (before, after))
    return "\n".join(list(difflib.unified_diff(old, new, lineterm="", n=max(len(old), len(new))))[3:])
