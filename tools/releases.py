"""Run every program of the project's own environment with other releases of PyTorch, and keep how each did there.

    releases.py VERSION…    for each, as 2.0.1: makes an environment in a temporary folder, runs all programs in it,
                            writes environments/releases/torch-VERSION.txt (``surveys.py``), and removes the environment

A release older than 1.13 has nothing to install for today's Python: it is read, not run (``readings.py``). The
project's own release is run with the project's own interpreter.
"""

from __future__ import annotations

import difflib
import hashlib
import platform
import re
import sys
import tempfile
import time
from collections import Counter
from dataclasses import replace
from datetime import datetime, timezone
from importlib import metadata
from pathlib import Path, PurePath

from programs import run_snippet
from project import SNIPPETS, all_snippets
from readings import read
from records import call, empty_environment, pip, version_of, without_libraries
from running import expectations
from running.promises import Unkept
from running.run import Run
from running.runner import Runner
from surveys import SURVEYS, Frame, Outcome, Survey, number

SECONDS = 60
PYTHON = "3.11"
OLDEST_RUN = [1, 13]
NUMPY_2 = [2, 3]  # the oldest that works with it
# The programs whose tracebacks date a reader's.
PASTED = {
    "backward": "index/error.py",
    "grad": "rule/autograd-grad.py",
    "engine": "no-grad-fn/no-grad-fn.py",
    "func": "torch-func-errors/func-scalar.py",
}
FRAME = re.compile(r'  File "(?P<file>[^"]+)", line (?P<line>\d+), in (?P<name>.*)\n(?P<below>(?:    .*\n)*)')
# The text may go on over more lines; the last line is of the source.
WARNING = re.compile(r"^\S+:\d+: (?P<text>\w*Warning: .*(?:\n(?! ).+){0,2}?)\n  \S.*\n", re.M)
LOG = re.compile(r"^(?:\[Gloo\]|\[?[IWEF]\d{4} ).*\n", re.M)
ABSENT = re.compile(r"No module named|cannot import name|has no attribute|unexpected keyword argument")
MOST_CHANGES = 12


def main(*versions: str) -> None:
    for version in versions:
        began = time.monotonic()
        with tempfile.TemporaryDirectory() as folder:
            if number(version) < OLDEST_RUN:
                found = read(version)
            elif version == metadata.version("torch").partition("+")[0]:
                found = survey(Path(sys.executable))
            else:
                found = survey(install(version, Path(folder)))
        SURVEYS.mkdir(exist_ok=True)
        (SURVEYS / f"torch-{version}.txt").write_text(str(found), encoding="utf-8")
        counts = Counter(did.outcome for did in found.outcomes.values())
        told = ", ".join(f"{count} {outcome}" for outcome, count in counts.most_common()) or "read"
        print(f"torch {version}: {told}, in {time.monotonic() - began:.0f} s", flush=True)


def install(version: str, folder: Path) -> Path:
    """Make an environment with the release in ``folder`` and return its interpreter."""
    python = empty_environment(PYTHON, folder)
    pip(python, "install", f"torch=={version}", "numpy" if number(version) >= NUMPY_2 else "numpy<2")
    return python


def survey(python: Path) -> Survey:
    """Run all programs with the interpreter ``python``, and hold them against what they do on the pages."""
    runs = run_all(python)
    torch = installed(python, "torch")
    head = {
        "torch": torch,
        "numpy": installed(python, "numpy"),
        "python": version_of(python),
        "platform": f"{platform.system()} {platform.machine()}",
        "date": datetime.now(timezone.utc).date().isoformat(),
        "command": f"make releases VERSIONS={torch.partition('+')[0]}",
    }
    frames = {call: frames_in_torch(runs[snippet]) for call, snippet in PASTED.items()}
    return Survey(head, frames, {snippet: compare(snippet, run, run_snippet(snippet)) for snippet, run in runs.items()})


def installed(python: Path, package: str) -> str:
    """The version of a package that the interpreter has."""
    program = f"from importlib import metadata; print(metadata.version({package!r}))"
    return call([python, "-c", program]).decode().strip()


def run_all(python: Path) -> dict[str, Run]:
    """The run of every program with the interpreter ``python``."""
    snippets = all_snippets()
    runner = Runner(python=str(python), seconds=SECONDS)
    try:
        runner.prefetch(SNIPPETS / snippet for snippet in snippets)
        runs = {snippet: runner.run(SNIPPETS / snippet) for snippet in snippets}
    finally:
        runner.stop()
    return {
        snippet: replace(run, transcript=without_libraries(run.transcript, python)) for snippet, run in runs.items()
    }


def frames_in_torch(run: Run) -> list[Frame]:
    found = (match for match in FRAME.finditer(run.transcript) if match["file"].startswith("torch/"))
    return [(match["file"], int(match["line"]), match["name"]) for match in found]


def compare(snippet: str, theirs: Run, ours: Run) -> Outcome:
    """How the program did, whose runs with the other release and with ours these are."""
    name = PurePath(snippet).name
    raised, expected = expectations.raised(theirs, name), expectations.raised(ours, name)
    texts = [essence(run, name) for run in (ours, theirs)]
    told = ""
    if not theirs.finished and (raised, theirs.status) != (expected, ours.status):
        same_line = raised and expected and raised.line == expected.line and not ABSENT.search(raised.error)
        outcome = "reworded" if same_line else "raises"
        told = raised.error if raised else theirs.ending()
    elif theirs.finished and not ours.finished:
        outcome = "silent"
    elif texts[0] != texts[1]:
        outcome, told = "prints", "\n".join(changes(*texts))
    elif warnings_of(theirs) != warnings_of(ours):
        outcome, told = "warns", "\n".join(warnings_of(theirs))
    else:
        outcome = "same"
    return Outcome(digest_of(snippet), outcome, told)


def digest_of(snippet: str) -> str:
    return hashlib.sha256((SNIPPETS / snippet).read_bytes()).hexdigest()[:12]


def essence(run: Run, name: str) -> str:
    """The transcript of the program file ``name`` without warnings, logs, carets, and frames of libraries."""

    def keep(frame: re.Match[str]) -> str:
        return f"{frame['line']} {frame['name']}\n" if frame["file"] == name else ""

    return FRAME.sub(keep, WARNING.sub("", LOG.sub("", run.transcript)))


def warnings_of(run: Run) -> list[str]:
    return [match["text"] for match in WARNING.finditer(run.transcript)]


def changes(ours: str, theirs: str) -> list[str]:
    """The first lines that differ, as in a diff."""
    lines = list(difflib.unified_diff(ours.splitlines(), theirs.splitlines(), n=0, lineterm=""))[2:]
    return [line for line in lines if not line.startswith("@@")][:MOST_CHANGES]


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except Unkept as error:
        sys.exit(str(error))
