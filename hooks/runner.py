"""Runs programs and gives back their transcripts. Knows files and processes; nothing of MkDocs or Markdown."""

from __future__ import annotations

import hashlib
import os
import re
import signal
import subprocess
import sys
import sysconfig
import tempfile
import threading
from collections.abc import Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from pool import Pool, WorkerError
from worker import MOST_OUTPUT, RAN_TO_END, kill_group

WORKER = Path(__file__).with_name("worker.py")
AT_A_TIME = 2
# How the names of environment variables begin that Python, torch, and the libraries below torch read.
CHANGES_OUTPUT = ("PYTHON", "FORCE_COLOR", "TORCH", "PYTORCH", "ATEN_", "OMP_", "MKL_", "DNNL_", "ONEDNN_")


class RunnerError(Exception):
    """Programs cannot be run at all, for example because torch cannot be imported."""


@dataclass(frozen=True)
class Run:
    """What one run of a program did.

    Attributes:
        status: the exit status, or minus the number of the signal that killed it.
        finished: whether the program reached its last line.
        timed_out: whether it was killed for running past the time limit.
        transcript: stdout and stderr in the order written, with paths trimmed (see ``trim``).
    """

    status: int
    finished: bool
    timed_out: bool
    transcript: str

    def ending(self) -> str:
        """In words, how the run ended."""
        if self.timed_out:
            return "did not end before the time limit"
        if self.status < 0:
            name = signal.Signals(-self.status).name
            return f"wrote more than {MOST_OUTPUT} bytes" if name == "SIGXFSZ" else f"was killed by {name}"
        if self.status == 0 and not self.finished:
            return "left with exit status 0 before its last line"
        return f"ended with exit status {self.status}"


def trim(text: str, folder: Path) -> str:
    """The transcript of a program in ``folder`` without what depends on the machine.

    Cut are the folder itself, the prefix of site-packages and of the standard library in paths, and the note
    "(Triggered internally at …)", which carries a path of the machine that built torch. Nothing else changes.
    """
    paths = sysconfig.get_paths()
    library = sysconfig.get_paths(vars={"base": sys.base_prefix, "installed_base": sys.base_prefix})
    for prefix in (str(folder), paths["purelib"], paths["platlib"], library["stdlib"]):
        text = text.replace(prefix + os.sep, "")
    return re.sub(r" ?\(Triggered internally at [^)]*\)", "", text)


def environment() -> dict[str, str]:
    """The environment of a program: ours, less what changes how Python or torch behave or print.

    It computes on one thread, so that no sum depends on the number of cores.
    """
    kept = {name: value for name, value in os.environ.items() if not name.startswith(CHANGES_OUTPUT)}
    return {**kept, "PYTHONUNBUFFERED": "1", "PYTHONUTF8": "1", "NO_COLOR": "1", "OMP_NUM_THREADS": "1"}


class Runner:
    """Runs each program once for as long as its file does not change.

    Runs happen on threads of their own, two at a time, so that they can begin before their results are needed. Where
    the platform can fork, a worker that has imported torch forks a child for each; elsewhere each gets a new
    interpreter.
    """

    def __init__(self, *, seconds: float = 10, extra_bytes: int = 2**30, fork: bool = hasattr(os, "fork")) -> None:
        """
        Args:
            seconds: wall-clock time that a program may take.
            extra_bytes: memory that a program may take beyond torch itself (only where we fork, on Linux).
            fork: whether to fork children from a worker.
        """
        self.seconds = seconds
        self.extra_bytes = extra_bytes
        self.fork = fork
        self.count = 0
        self._pool = Pool(AT_A_TIME, environment())
        self._threads = ThreadPoolExecutor(max_workers=AT_A_TIME, thread_name_prefix="runner")
        self._runs: dict[Path, tuple[bytes, Future[Run]]] = {}
        self._lock = threading.Lock()

    def start(self) -> None:
        """Start the worker without waiting for it."""
        if self.fork:
            self._pool.start()

    def prefetch(self, paths: Iterable[Path]) -> None:
        """Begin to run these programs, in this order, without waiting for them."""
        for path in paths:
            self._submit(path)

    def run(self, path: Path) -> Run:
        """Run the program at ``path``, or return its run if the file has not changed since.

        Raises:
            RunnerError: the worker cannot be started or died.
            OSError: the file cannot be read.
        """
        return self._submit(path).result()

    def stop(self) -> None:
        """End the worker and the runs under way; runs not yet begun are dropped."""
        self._threads.shutdown(wait=False, cancel_futures=True)
        self._pool.stop()
        self._threads.shutdown()

    def _submit(self, path: Path) -> Future[Run]:
        digest = hashlib.sha256(path.read_bytes()).digest()
        with self._lock:
            known = self._runs.get(path)
            if known and known[0] == digest and not (known[1].done() and known[1].exception()):
                return known[1]
            self.count += 1
            future = self._threads.submit(self._run, path)
            self._runs[path] = digest, future
            return future

    def _run(self, path: Path) -> Run:
        reply = self._ask_worker(path) if self.fork else self._run_once(path)
        finished = reply["status"] == RAN_TO_END
        return Run(
            status=0 if finished else reply["status"],
            finished=finished,
            timed_out=reply["timed_out"],
            transcript=trim(reply["output"], path.parent),
        )

    def _ask_worker(self, path: Path) -> dict:
        try:
            return self._pool.ask({"path": str(path), "seconds": self.seconds, "bytes": self.extra_bytes})
        except WorkerError as error:
            raise RunnerError(
                f"the worker that runs the snippets {error}; its own message is above. "
                "Is torch installed in this environment?"
            ) from error

    def _run_once(self, path: Path) -> dict:
        command = [sys.executable, str(WORKER), "--once", str(path)]
        timed_out = False
        with tempfile.TemporaryFile() as output:  # a pipe would stay open as long as anything that the program started
            process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                cwd=path.parent,
                env=environment(),
                start_new_session=True,
            )
            try:
                process.wait(self.seconds)
            except subprocess.TimeoutExpired:
                timed_out = True
            if hasattr(os, "killpg"):
                kill_group(process.pid)
            process.kill()
            process.wait()
            output.seek(0)
            text = output.read(MOST_OUTPUT).decode("utf-8", errors="backslashreplace").replace("\r\n", "\n")
        return {"status": process.returncode, "timed_out": timed_out, "output": text}
