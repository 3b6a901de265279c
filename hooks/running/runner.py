"""Runs programs and gives back their transcripts. Knows files and processes; nothing of MkDocs or Markdown."""

from __future__ import annotations

import hashlib
import os
import sys
import tempfile
import threading
from collections.abc import Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

from running.interpreters import Interpreters
from running.pool import Pool, WorkerError
from running.run import Run, run_of

AT_A_TIME = 2
Through = tuple[str, ...]  # the path of a tool that runs the program, and its options; mostly there is none
# How the names of environment variables begin that Python, torch, and the libraries below torch read.
CHANGES_OUTPUT = ("PYTHON", "FORCE_COLOR", "TORCH", "PYTORCH", "ATEN_", "OMP_", "MKL_", "DNNL_", "ONEDNN_")
OURS = {
    "PYTHONUNBUFFERED": "1",
    "PYTHONUTF8": "1",
    "NO_COLOR": "1",
    "OMP_NUM_THREADS": "1",  # no sum depends on the number of cores
    "ATEN_CPU_CAPABILITY": "default",  # nor on how many numbers this processor adds at once; nor in the libraries below
    "MKL_CBWR": "COMPATIBLE",
    "ONEDNN_MAX_CPU_ISA": "SSE41",
    "TZ": "UTC",  # what a program prints is in nobody's time zone or language
    "LC_ALL": "C.UTF-8",
}


class RunnerError(Exception):
    """Programs cannot be run at all, for example because torch cannot be imported."""


def environment() -> dict[str, str]:
    """The environment of a program: that of the build, less what changes how Python or torch behave or print."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(CHANGES_OUTPUT)}
    return {**kept, **OURS}


class Runner:
    """Runs each program once for as long as its file does not change.

    Runs happen on threads of their own, two at a time, so that they can begin before their results are needed. Where
    the platform can fork, a worker that has imported torch forks a child for each; elsewhere each gets a new
    interpreter.
    """

    def __init__(
        self,
        *,
        seconds: float = 10,
        extra_bytes: int = 2**30,
        fork: bool = hasattr(os, "fork"),
        python: str | None = None,
    ) -> None:
        """
        Args:
            seconds: wall-clock time that a program may take.
            extra_bytes: memory that a program may take beyond torch itself (only where we fork, on Linux).
            fork: whether to fork children from a worker.
            python: the interpreter, if not ours.
        """
        self.seconds = seconds
        self.extra_bytes = extra_bytes
        self.count = 0
        python = python or sys.executable
        self._scratch = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)  # torch.multiprocessing leaves files
        outside = {**environment(), "TMPDIR": self._scratch.name}  # what tempfile reads first, on Windows too
        self._programs = Pool(AT_A_TIME, outside, python) if fork else Interpreters(outside, [python])
        self._threads = ThreadPoolExecutor(max_workers=AT_A_TIME, thread_name_prefix="runner")
        self._runs: dict[tuple[Path, Through], tuple[bytes, Future[Run]]] = {}
        self._lock = threading.Lock()

    def start(self) -> None:
        """Start the worker, if there is one, without waiting for it."""
        self._programs.start()

    def prefetch(self, paths: Iterable[Path], through: Through = ()) -> None:
        """Begin to run these programs, in this order, without waiting for them."""
        for path in paths:
            self._submit(path, through)

    def run(self, path: Path, through: Through = ()) -> Run:
        """Run the program at ``path``, or return its run if the file has not changed since, nor the tool ``through``.

        Raises:
            RunnerError: the worker cannot be started or died.
            OSError: the file cannot be read.
        """
        return self._submit(path, through).result()

    def stop(self) -> None:
        """End the worker and the runs under way, and clear what programs left; runs not yet begun are dropped."""
        self._threads.shutdown(wait=False, cancel_futures=True)
        self._programs.stop()
        self._threads.shutdown()
        self._scratch.cleanup()

    def _submit(self, path: Path, through: Through) -> Future[Run]:
        digest = hashlib.sha256(b"".join(file.read_bytes() for file in (path, *map(Path, through[:1])))).digest()
        with self._lock:
            known = self._runs.get((path, through))
            if known and known[0] == digest and not (known[1].done() and known[1].exception()):
                return known[1]
            self.count += 1
            future = self._threads.submit(self._run, path, through)
            self._runs[path, through] = digest, future
            return future

    def _run(self, path: Path, through: Through) -> Run:
        request = {"path": str(path), "through": through, "seconds": self.seconds, "bytes": self.extra_bytes}
        try:
            reply = self._programs.ask(request)
        except WorkerError as error:
            text, failed_to_start = error.args
            if failed_to_start:
                end = "its own message is above. Is torch installed in this environment?"
            else:
                end = f"it ran {path.parent.name}/{path.name}, which ended it, or there was no memory left"
            raise RunnerError(f"the worker that runs the snippets {text}; {end}") from error
        return run_of(reply, path.parent)
