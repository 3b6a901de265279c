"""Our side of ``worker.py``: starts it, hands it programs, several at a time, and ends it."""

from __future__ import annotations

import contextlib
import json
import os
import queue
import select
import signal
import socket
import subprocess
import threading
from pathlib import Path

# For the worker alone, which takes them out again: huge pages make a fork cheaper (measured: 2.7 ms in place of 6.4).
HUGE_PAGES = {"GLIBC_TUNABLES": "glibc.malloc.hugetlb=1", "PYTHONMALLOC": "malloc"}
GRACE, PATIENCE = 5.0, 120.0  # seconds that a worker has to end by itself, and to reply beyond those of a program


class WorkerError(Exception):
    """The worker ended. The message says how; behind it stands whether it failed to start."""


class Channel:
    """A connection to one process of a worker."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self._replies = connection.makefile("r", encoding="utf-8")

    def ask(self, request: dict) -> dict | None:
        """Send a request, and return its reply; None if the process ends before it replies, or is out of time."""
        try:
            self._connection.settimeout(request.get("seconds", 0) + PATIENCE)
            self._connection.sendall(json.dumps(request).encode() + b"\n")
            line = self._replies.readline()
        except OSError:
            return None
        return json.loads(line) if line else None

    def close(self) -> None:
        self._replies.close()
        self._connection.close()


class Worker:
    """A process that leads a group, and a channel to each of the processes that it splits into once torch is there."""

    def __init__(self, size: int, environment: dict[str, str], python: str) -> None:
        """Start it, without waiting for it. The arguments are those of the pool."""
        pairs = [socket.socketpair() for _ in range(size)]
        theirs = [their.fileno() for _, their in pairs]
        self._ended, held = os.pipe()  # held open by each of its processes, but by no program, until it ends
        self._process = subprocess.Popen(
            [python, str(Path(__file__).with_name("worker.py")), *map(str, theirs)],
            pass_fds=[*theirs, held],
            stdin=subprocess.DEVNULL,
            env={**environment, **HUGE_PAGES},
            start_new_session=True,  # Ctrl-C is for MkDocs; the worker ends when its channels close
        )
        os.close(held)
        self._lock = threading.Lock()
        self._free: queue.SimpleQueue[Channel | None] = queue.SimpleQueue()  # None once it has ended
        for our, their in pairs:
            their.close()
            self._free.put(Channel(our))

    def ask(self, request: dict) -> dict | None:
        """Hand it a request, and return its reply; None if it ends before it replies."""
        channel = self._free.get()
        reply = channel and channel.ask(request)
        if channel and reply is None:
            channel.close()
        else:
            self._free.put(channel)
        return reply

    def end(self) -> int:
        """End all its processes and what they run, within ``GRACE``; return the exit status of the first."""
        with self._lock:
            if self._process.returncode is None:
                self._signal(signal.SIGTERM)
                if not select.select([self._ended], [], [], GRACE)[0]:
                    self._signal(signal.SIGKILL)
                os.close(self._ended)
                self._process.wait()
                with contextlib.suppress(queue.Empty):
                    while True:
                        self._free.get_nowait().close()
                self._free.put(None)
            return self._process.returncode

    def _signal(self, number: signal.Signals) -> None:
        with contextlib.suppress(ProcessLookupError):  # nothing is left of it
            os.killpg(self._process.pid, number)


class Pool:
    """A worker at a time, started when there is a program for it."""

    def __init__(self, size: int, environment: dict[str, str], python: str) -> None:
        """
        Args:
            size: how many programs run at a time.
            environment: that of the worker, and so of every program.
            python: the interpreter.
        """
        self._size = size
        self._environment = environment
        self._python = python
        self._lock = threading.Lock()
        self._worker: Worker | None = None
        self._stopped = False

    def start(self) -> Worker:
        """Start the worker, if there is none, without waiting for it.

        Raises:
            WorkerError: the pool was stopped.
        """
        with self._lock:
            if self._stopped:
                raise WorkerError("was stopped", False)
            if not self._worker:
                self._worker = Worker(self._size, self._environment, self._python)
            return self._worker

    def ask(self, request: dict) -> dict:
        """Hand the worker a request, and return its reply. At most ``size`` threads may ask at a time.

        Raises:
            WorkerError: the worker ended before it replied, or the pool was stopped.
        """
        while (reply := (worker := self.start()).ask(request)) is None:
            with self._lock:
                to_blame = self._stopped or self._worker is worker  # else it ended for what another thread asked
                self._worker = None if self._worker is worker else self._worker
            if to_blame:
                raise WorkerError(f"ended with status {(status := worker.end())}", status == 1)
        return reply

    def stop(self) -> None:
        """End the worker and what it runs, for good; threads that wait for a reply get a WorkerError."""
        with self._lock:
            self._stopped = True
            worker = self._worker
        if worker:
            worker.end()
