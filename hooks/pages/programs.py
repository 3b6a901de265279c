"""The files that fences name."""

from __future__ import annotations

from difflib import SequenceMatcher
from pathlib import Path, PurePath, PurePosixPath

from running.promises import Unkept

MOST = 2**18  # bytes; a program fits on a page
LIKE = 0.7  # how like a path is to another that may have been meant
NAMED = 3  # paths at most


def find(folder: Path, name: str) -> Path:
    """The file of the snippet ``name``.

    Raises:
        Unkept: ``name`` is not the path of a file below ``folder``, or that is far too long.
    """
    path = folder / name
    if not is_below(folder, name):
        got = f"{name[:200]}{nearest(folder, name[:200])}" if name else "an empty fence"
        raise Unkept(f"expected the path of a file below snippets/\ngot      {got}")
    if (size := path.stat().st_size) > MOST:
        raise Unkept(f"expected a program of at most {MOST} bytes\ngot      {size}, in snippets/{name}")
    return path


def is_below(folder: Path, name: str) -> bool:
    """Whether ``name`` leads to a file below ``folder``, also where a link leads on."""
    path = folder / name
    try:
        there = bool(name) and "\n" not in name and ".." not in PurePath(name).parts and path.is_file()
        return there and folder in path.resolve().parents
    except OSError:  # a name that is too long
        return False


def nearest(folder: Path, name: str) -> str:
    """A question whether one of the programs below ``folder`` was meant that are called much like ``name``, if any."""
    paths = [path.relative_to(folder).as_posix() for path in sorted(folder.rglob("*.py"))]
    meant = sorted(paths, key=lambda path: -likeness(path, name))[:NAMED]
    meant = [path for path in meant if likeness(path, name) >= LIKE]
    return f": did you mean {' or '.join(meant)}?" if meant else ""


def likeness(path: str, other: str) -> float:
    """How alike two paths are, of 1: as are their folders or names, whichever are less; a moved file is like itself."""
    one, two = PurePosixPath(path), PurePosixPath(other)
    stems = 0.9 if one.stem.startswith(two.stem) or two.stem.startswith(one.stem) else ratio(one.stem, two.stem)
    folders = ratio(str(one.parent), str(two.parent))
    return max(LIKE, folders) if one.name == two.name else min(stems, folders)


def ratio(one: str, two: str) -> float:
    return SequenceMatcher(None, one, two).ratio()
