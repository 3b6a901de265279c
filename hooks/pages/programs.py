"""The files that fences name."""

from __future__ import annotations

from pathlib import Path

from running.promises import Unkept


def find(folder: Path, name: str) -> Path:
    """The file of the snippet ``name``.

    Raises:
        Unkept: ``name`` is not the path of a file below ``folder``.
    """
    path = folder / name
    if not name or "\n" in name or not path.is_file() or folder not in path.resolve().parents:
        raise Unkept(f"expected the path of a file below snippets/\ngot      {name or 'an empty fence'}")
    return path
