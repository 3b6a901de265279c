"""Our side of ``worker.py``: starts it, hands it programs, several at a time, and ends it."""

from __future__ import annotations

import contextlib
import json
import os
import queue
import signal
import socket
import subprocess
import sys
import threading
from pathlib import Path

# For the worker alone, which takes them out of its environment again: with memory in huge pages where Linux has them, a
# fork copies fewer entries of the page table (measured: 2.7 ms in place of 6.4 for a fork and an exit).
HUGE_PAGES = {"GLIBC_TUNABLES": "glibc.malloc.hugetlb=1", "PYTHONMALLOC": "malloc"}


class WorkerError(Exception):
    """The worker ended. The message says how."""


class Channel:
    """A connection to one process of a worker."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self._replies = connection.makefile("r", encoding="utf-8")

    def ask(self, request: dict) -> dict | None:
        """Send a request, and return its reply; None if the process ends before it replies."""
        try:
            self._connection.sendall(json.dumps(request).encode() + b"\n")
            line = self._replies.readline()
        except OSError:
            return None
        return json.loads(line) if line else None

    def close(self) -> None:
        self._replies.close()
        self._connection.close()


class Pool:
    """A worker, and a channel to each of the processes that it splits into once torch is imported."""

    def __init__(self, size: int, environment: dict[str, str]) -> None:
        """
        Args:
            size: how many programs run at a time.
            environment: that of the worker, and so of every program.
        """
        self._size = size
        self._environment = environment
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._free: queue.SimpleQueue[Channel] = queue.SimpleQueue()

    def start(self) -> None:
        """Start the worker, if there is none, without waiting for it."""
        with self._lock:
            if self._process:
                return
            pairs = [socket.socketpair() for _ in range(self._size)]
            theirs = [their.fileno() for _, their in pairs]
            self._process = subprocess.Popen(
                [sys.executable, str(Path(__file__).with_name("worker.py")), *map(str, theirs)],
                pass_fds=theirs,
                stdin=subprocess.DEVNULL,
                env={**self._environment, **HUGE_PAGES},
                start_new_session=True,  # Ctrl-C is for MkDocs; the worker ends when its channels close
            )
            self._free = queue.SimpleQueue()
            for our, their in pairs:
                their.close()
                self._free.put(Channel(our))

    def ask(self, request: dict) -> dict:
        """Hand the worker a request, and return its reply. At most ``size`` threads may ask at a time.

        Raises:
            WorkerError: the worker ended before it replied.
        """
        self.start()
        process, free = self._process, self._free
        channel = free.get()
        reply = channel.ask(request)
        if reply is None:
            channel.close()
            raise WorkerError(f"ended with status {self._end(process, free)}")
        free.put(channel)
        return reply

    def stop(self) -> None:
        """End the worker and what it runs; threads that wait for a reply get a WorkerError."""
        if self._process:
            self._end(self._process, self._free)

    def _end(self, process: subprocess.Popen[bytes], free: queue.SimpleQueue[Channel]) -> int:
        """End a worker and all its processes, and close the channels that no thread has; return its exit status."""
        with self._lock:
            if self._process is process:
                self._process = None
        with contextlib.suppress(ProcessLookupError):  # nothing is left of it
            os.killpg(process.pid, signal.SIGTERM)
        with contextlib.suppress(queue.Empty):
            while True:
                free.get_nowait().close()
        return process.wait()
