"""Environments: of programs that need more than the project's own.

An environment is a lock, ``environments/<environment>.txt``, whose first two lines say which Python it is for, and how
to get it:

    # Python 3.11
    # pip install torch==2.13.0 transformers==5.24.0 peft==0.21.2

Its programs lie one folder deeper than others, ``<page>/<environment>/<name>.py``. Their own first line is such a line
too, with as many of those packages as they need: whoever copies the program has it.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path, PurePath

from running.promises import Unkept

INSTALL = re.compile(r"# pip install (?P<packages>\S+==\S+(?: \S+==\S+)*)\n")
HEAD = re.compile(rf"# Python (?P<python>3\.\d+)\n{INSTALL.pattern}")


@dataclass(frozen=True)
class Lock:
    """An environment: its name, its file's bytes, its Python as in ``3.11``, and the packages that bring all others."""

    name: str
    content: bytes
    python: str
    packages: list[str]

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


def environment_of(snippet: str) -> str | None:
    """The environment of a snippet, a path below ``snippets/``; None if it is the project's own."""
    folders = PurePath(snippet).parent.parts
    return folders[1] if len(folders) > 1 else None


def read_lock(root: Path, name: str) -> Lock:
    """The environment ``name`` of the project in ``root``.

    Raises:
        Unkept: there is none, or its first two lines are not as they must be.
    """
    path = root / "environments" / f"{name}.txt"
    if not path.is_file():
        raise Unkept(f"expected environments/{name}.txt, which this program's folder names\ngot      no such file")
    content = path.read_bytes()
    head = HEAD.match(content.decode())
    if not head:
        raise Unkept(
            f"expected environments/{name}.txt to begin with # Python 3.… and # pip install …==…\n"
            f"got      {content.decode()[:80]!r}"
        )
    return Lock(name, content, head["python"], head["packages"].split())


def needed(snippet: str, source: str, lock: Lock) -> list[str]:
    """The packages that the program ``source`` says it needs, as in ``torch==2.13.0``.

    Raises:
        Unkept: it does not say so in its first line, or they are not those of its lock.
    """
    line = INSTALL.match(source)
    packages = line["packages"].split() if line else []
    if not packages or not set(packages) <= set(lock.packages):
        raise Unkept(
            f"expected snippets/{snippet} to begin with # pip install and some of {' '.join(lock.packages)}\n"
            f"got      {source.partition(chr(10))[0]}"
        )
    return packages
