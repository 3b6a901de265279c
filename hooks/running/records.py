"""Runs that were kept: a program with an environment of its own has a record beside it, with the suffix ``.txt``.

It is lines of ``name: value``, an empty line, and the transcript.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from running.environments import environment_of, read_lock
from running.promises import Unkept
from running.run import Run


@dataclass(frozen=True)
class Record:
    """A kept run of a program.

    Attributes:
        program: the SHA-256 of the program's file.
        lock: the SHA-256 of the environment's file.
        command: what was typed, in the program's folder.
        python, platform, date: with what, on what and when it ran.
        packages: names and versions of what the program's first line installs, as ``torch 2.13.0, peft 0.21.2``.
        status: the exit status.
        transcript: as of a ``Run``.
    """

    program: str
    lock: str
    command: str
    python: str
    platform: str
    date: str
    packages: str
    status: int
    transcript: str

    @property
    def run(self) -> Run:
        """The run that was kept; it was one that ended by itself."""
        return Run(self.status, finished=self.status == 0, timed_out=False, transcript=self.transcript)

    def __str__(self) -> str:
        head = asdict(self)
        transcript = head.pop("transcript")
        return "".join(f"{name}: {value}\n" for name, value in head.items()) + "\n" + transcript


def read_record(root: Path, snippet: str) -> Record:
    """The record of ``snippet`` in the project in ``root``.

    Raises:
        Unkept: there is none, it cannot be read, or the program or the lock is another than it was.
    """
    path = (root / "snippets" / snippet).with_suffix(".txt")
    lock = read_lock(root, environment_of(snippet))
    anew = f"make records ENV={lock.name} ARGS={snippet}"
    if not path.is_file():
        raise Unkept(f"expected a record of snippets/{snippet}: {anew}\ngot      none")
    record = parse(path.read_text("utf-8"))
    program = hashlib.sha256((root / "snippets" / snippet).read_bytes()).hexdigest()
    digests = {"program": program, "lock": lock.digest}
    changed = [what for what, digest in digests.items() if digest != getattr(record, what)]
    if changed:
        raise Unkept(
            f"expected the record of snippets/{snippet} to be of its program and lock as they are: {anew}\n"
            f"got      another {' and another '.join(changed)}"
        )
    return record


def parse(text: str) -> Record:
    """The record that is written as ``text``.

    Raises:
        Unkept: it is not written as one.
    """
    head, found, transcript = text.partition("\n\n")
    values = dict(line.partition(": ")[::2] for line in head.splitlines())
    names = [field.name for field in fields(Record) if field.name != "transcript"]
    if not found or list(values) != names or not re.fullmatch("-?[0-9]+", values["status"]):
        form = f"{', '.join(names)}, an empty line, and a transcript"
        raise Unkept(f"expected a record with {form}\ngot      {head[:80]!r}")
    return Record(**values | {"status": int(values["status"])}, transcript=transcript)
