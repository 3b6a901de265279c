"""Where the platform cannot fork: a new interpreter for each program. It takes what a ``Pool`` takes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Sequence
from pathlib import Path

from running.killing import kill_group
from running.limits import MOST_OUTPUT

PROGRAM = Path(__file__).with_name("program.py")


class Interpreters:
    """The interpreters that run programs at this moment."""

    def __init__(self, environment: dict[str, str], command: Sequence[str] = (sys.executable,)) -> None:
        """``environment`` is that of every program; ``command`` starts an interpreter."""
        self._environment = environment
        self._command = command
        self._lock = threading.Lock()
        self._running: set[subprocess.Popen[bytes]] = set()
        self._stopped = False

    def start(self) -> None:
        """There is nothing to start ahead of a program."""

    def ask(self, request: dict) -> dict:
        """Run a program and return the reply, both as ``worker.py`` has them. It has no bound to its memory."""
        timed_out = False
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder, tempfile.TemporaryFile() as output:
            # A pipe would stay open as long as anything that the program started.
            report = Path(folder, "report")
            with self._lock:
                process = self._begin(report, request["path"], request.get("through", ()), output)
            try:
                process.wait(request["seconds"])
            except subprocess.TimeoutExpired:
                timed_out = True
            end(process)
            with self._lock:
                self._running.remove(process)
            output.seek(0)
            text = output.read(MOST_OUTPUT).decode("utf-8", errors="backslashreplace").replace("\r\n", "\n")
            told = json.loads(report.read_bytes() or b"{}") if report.exists() else {}
        return {"status": process.returncode, "timed_out": timed_out, "output": text, "told": told}

    def stop(self) -> None:
        """End what runs, for good."""
        with self._lock:
            self._stopped = True
            for process in self._running:
                end(process)

    def _begin(self, report: Path, path: str, through: Sequence[str], output) -> subprocess.Popen[bytes]:
        process = subprocess.Popen(
            [*self._command, str(PROGRAM), str(report), path, *through],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            cwd=Path(path).parent,
            env=self._environment,
            start_new_session=True,
        )
        self._running.add(process)
        if self._stopped:
            end(process)
        return process


def end(process: subprocess.Popen[bytes]) -> None:
    """Kill an interpreter and all that its program started."""
    if hasattr(os, "killpg"):
        kill_group(process.pid)
    process.kill()
    process.wait()
