"""What the built ``explain.py`` makes of a program that is run through it. Shared by the tests; holds no test."""

from __future__ import annotations

import atexit
import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from filelock import FileLock

from project import ROOT
from publishing.explain import explain_file
from records import OFFLINE
from running.runner import environment

HERE = ROOT / "tests" / "explain"
PROGRAMS = HERE / "programs"
LIBRARIES = HERE / "libraries"
WITHOUT_FILE = "import sys; exec(compile(open(sys.argv.pop(1)).read(), '<inside>', 'exec'))"


@dataclass(frozen=True)
class Explained:
    """How a program ended, what it printed (stdout and stderr as one), and what the tool did: see ``inside.py``."""

    status: int
    printed: str
    facts: dict = field(default_factory=dict)
    texts: dict = field(default_factory=dict)
    runs: list = field(default_factory=list)
    events: list = field(default_factory=list)
    kept: list = field(default_factory=list)
    failed: str | None = None

    @property
    def edits(self) -> list[dict]:
        return (self.facts["fix"] or {}).get("edits", [])


class Inside:
    """The process that programs are run in: one for each process of pytest, because torch takes it a second."""

    def __init__(self, tool: Path, python: str):
        command = [python, "-c", WITHOUT_FILE, str(HERE / "inside.py"), str(tool)]
        pipe = subprocess.PIPE
        variables = {**environment(), **OFFLINE}  # else trl tells its makers that it runs
        self._process = subprocess.Popen(command, env=variables, stdin=pipe, stdout=pipe, text=True)
        atexit.register(self.stop)

    def ask(self, program: Path, explain: bool, tool: Path | None = None) -> Explained:
        request = {"program": str(program), "explain": explain, "tool": tool and str(tool)}
        print(json.dumps(request), file=self._process.stdin, flush=True)
        reply = self._process.stdout.readline()
        assert reply, f"the process that programs are run in ended with status {self._process.wait()}"
        return Explained(**json.loads(reply))

    def stop(self) -> None:
        self._process.stdin.close()
        self._process.wait()
        self._process.stdout.close()


@cache
def inside(folder: Path, python: str = sys.executable) -> Inside:
    return Inside(built(folder), python)


@cache
def built(folder: Path) -> Path:
    """The tool in one file, below a folder that pytest's processes share. Python keeps its compiled form beside it."""
    path = folder / "explain" / "explain.py"
    with FileLock(folder / "explain.lock"):
        if not path.exists():
            path.parent.mkdir()
            path.write_text(explain_file(), "utf-8")
    return path


def explained(program: Path, folder: Path) -> Explained:
    """What the tool makes of the program. Kept below ``folder``, since several tests ask for the same program."""
    key = program.as_posix().strip("/").replace("/", "+")
    kept = built(folder).with_name(f"{key}.json")
    with FileLock(kept.with_suffix(".lock")):
        if not kept.exists():
            kept.write_text(json.dumps(vars(inside(folder).ask(program, explain=True))), "utf-8")
    return Explained(**json.loads(kept.read_text("utf-8")))


def plainly(program: Path, folder: Path, python: str = sys.executable) -> Explained:
    """How the program ends without the tool."""
    return inside(folder, python).ask(program, explain=False)


def all_programs() -> list[str]:
    return sorted(path.stem for path in PROGRAMS.glob("*.yml"))


def library_programs() -> list[str]:
    """Those that need libraries, each with its environment, as in ``lightning/lit_gan``."""
    return sorted(path.relative_to(LIBRARIES).with_suffix("").as_posix() for path in LIBRARIES.glob("*/*.yml"))


def main_file(name: str, programs: Path = PROGRAMS) -> Path:
    """The file that is run: of a program of several files, the one that is called ``main.py``."""
    folder = programs / name
    return folder / "main.py" if folder.is_dir() else programs / f"{name}.py"


def texts_of(program: Path) -> dict[str, str]:
    """The text of each file of a program, by its path below the program's folder."""
    paths = program.parent.rglob("*.*") if program.name == "main.py" else [program]
    paths = [path for path in paths if path.suffix in (".py", ".yaml")]
    return {path.relative_to(program.parent).as_posix(): path.read_text("utf-8") for path in paths}


def with_edits(program: Path, edits: list[dict], target: Path) -> Path:
    """A copy of the program below ``target``, with the lines of an explanation's fix.

    Raises AssertionError if the fix would change another file than one of the program's.
    """
    if program.name == "main.py":
        shutil.copytree(program.parent, target, ignore=shutil.ignore_patterns("__pycache__"))
    else:
        target.mkdir()
        shutil.copy(program, target)
    for edit in sorted(edits, key=lambda one: -one["line"]):
        path = target / os.path.relpath(edit["file"], program.parent)
        assert path.resolve().is_relative_to(target.resolve()), f"expected a file of the program, got {edit['file']}"
        lines = path.read_text("utf-8").split("\n")
        lines[edit["line"] - 1] = edit["new"]
        path.write_text("\n".join(lines), "utf-8")
    return target / program.name
