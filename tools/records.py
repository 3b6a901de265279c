"""Run the programs that need an environment of their own, and keep what they printed.

    records.py ENV [SNIPPET…]    makes the environment of environments/ENV.txt in a temporary folder, runs its programs
                                 (or those named), writes a record beside each, and removes the environment

A lock that has its first two lines alone is completed first, with the newest versions of what those packages need.
Programs have no network, where the system lets us take it away. What did not do what it says is not written, and makes
the exit status 1.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from datetime import datetime, timezone
from pathlib import Path

from project import ROOT, SNIPPETS, recorded_snippets
from running import expectations
from running.environments import Lock, environment_of, needed, read_lock
from running.interpreters import Interpreters
from running.promises import Unkept
from running.records import Record
from running.run import Run, run_of
from running.runner import environment

SECONDS = 300
OFFLINE = {"HF_HUB_OFFLINE": "1", "TRANSFORMERS_OFFLINE": "1", "HF_DATASETS_OFFLINE": "1"}
# What TensorFlow's own log writes with a time of day, whatever it is told.
LOGGED = re.compile(
    r"^(?:To enable the following instructions: [^\n]* rebuild TensorFlow with the appropriate compiler flags\."
    r"|WARNING: All log messages before absl::InitializeLog\(\) is called are written to STDERR"
    r"|[IWE]0000 00:00:[\d.]+ +\d+ \S+\.cc:\d+\] .*)\n",
    re.M,
)
NO_NETWORK = ["unshare", "--map-root-user", "--net", "--"]


def main(name: str, *chosen: str) -> int:
    """Record the programs of the environment ``name``; return how many did not do what they say."""
    lock = read_lock(ROOT, name)
    programs = list(chosen) or [path for path in recorded_snippets() if environment_of(path) == name]
    strange = [path for path in programs if environment_of(path) != name or not (SNIPPETS / path).is_file()]
    if strange or not programs:
        raise Unkept(f"expected programs of snippets/*/{name}/\ngot      {', '.join(strange) or 'none'}")
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        python = install(lock, Path(folder))
        lock = read_lock(ROOT, name)
        size = sum(path.stat().st_size for path in Path(folder).rglob("*") if path.is_file() and not path.is_symlink())
        print(f"{name}: {size / 1e9:.1f} GB, installed in {time.monotonic() - began:.0f} s")
        failed = sum(not record(path, lock, python) for path in programs)
    print(f"{name}: {len(programs) - failed} of {len(programs)} recorded in {time.monotonic() - began:.0f} s")
    return failed


def install(lock: Lock, folder: Path) -> Path:
    """Make the environment in ``folder`` and return its interpreter. Complete the lock if it has its head alone."""
    python = empty_environment(lock.python, folder)
    file = ROOT / "environments" / f"{lock.name}.txt"
    if lock.content.count(b"\n") > 2:
        pip(python, "install", "--no-deps", "-r", file)
    else:
        pip(python, "install", *lock.packages)
        file.write_bytes(lock.content + pip(python, "freeze").replace(b"+cpu", b""))
    return python


def empty_environment(version: str, folder: Path) -> Path:
    """Make an environment for a version of Python, as in ``3.11``, in ``folder`` and return its interpreter."""
    base = shutil.which(f"python{version}")
    if not base:
        raise Unkept(f"expected Python {version}\ngot      none on the path")
    call([base, "-m", "venv", folder])
    return folder / "bin" / "python"


def pip(python: Path, *arguments: str | Path) -> bytes:
    """Run pip in the environment of ``python``, and return what it printed."""
    quiet = ["-qq", "--disable-pip-version-check", "--no-cache-dir"]
    return call([python, "-m", "pip", *quiet, *arguments])


def call(command: list[str | Path]) -> bytes:
    """Run a command that must succeed, and return what it printed; it says on stderr why it does not."""
    done = subprocess.run(command, check=False, stdout=subprocess.PIPE)
    if done.returncode:
        told = " ".join(map(str, command[1:]))
        raise Unkept(f"expected this to succeed: {told}\ngot      exit status {done.returncode}; its message is above")
    return done.stdout


def record(snippet: str, lock: Lock, python: Path) -> bool:
    """Run one program of the environment and write its record; say so, and whether it did what it says."""
    source = (SNIPPETS / snippet).read_bytes()
    name = Path(snippet).name
    began = time.monotonic()
    try:
        packages = needed(snippet, source.decode(), lock)
        run = execute(source, name, python)
        expectations.check(source, run, name)
    except Unkept as error:
        print(f"snippets/{snippet} did not do what it says\n{error}")
        return False
    kept = Record(
        program=hashlib.sha256(source).hexdigest(),
        lock=lock.digest,
        command=f"python {name}",
        python=version_of(python),
        platform=f"{platform.system()} {platform.machine()}",
        date=datetime.now(timezone.utc).date().isoformat(),
        packages=", ".join(package.replace("==", " ") for package in packages),
        status=run.status,
        transcript=run.transcript,
    )
    (SNIPPETS / snippet).with_suffix(".txt").write_bytes(str(kept).encode())
    print(f"snippets/{snippet}: recorded in {time.monotonic() - began:.1f} s")
    return True


def execute(source: bytes, name: str, python: Path) -> Run:
    """Run a program alone in a folder, as ``python NAME`` does; what else it writes there is lost."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, name)
        path.write_bytes(source)
        interpreters = Interpreters({**environment(), **OFFLINE, "HOME": folder}, [*isolation(), str(python)])
        reply = interpreters.ask({"path": str(path), "seconds": SECONDS})
        run = run_of(reply, path.parent)
    text, exception = (LOGGED.sub("", without_libraries(each, python)) for each in (run.transcript, run.exception))
    return replace(run, transcript=text, exception=exception)


def without_libraries(transcript: str, python: Path) -> str:
    """The transcript without the folder of the libraries that the interpreter has."""
    for libraries in python.parent.parent.glob("lib/python*/site-packages"):
        transcript = transcript.replace(f"{libraries}{os.sep}", "")
    return transcript


def isolation() -> list[str]:
    """What to put before a command to take the network away from it; nothing where the system does not let us."""
    with contextlib.suppress(OSError):
        if not subprocess.run([*NO_NETWORK, "true"], capture_output=True, check=False).returncode:
            return NO_NETWORK
    return []


def version_of(python: Path) -> str:
    program = "import platform; print(platform.python_version())"
    return call([python, "-c", program]).decode().strip()


if __name__ == "__main__":
    try:
        sys.exit(min(main(*sys.argv[1:]), 1))
    except Unkept as error:
        sys.exit(str(error))
