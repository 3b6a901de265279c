"""Watches other processes. Shared by the tests of what runs programs; holds no test."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from textwrap import dedent

PATIENCE = 60  # importing torch takes long on a busy machine


def wait_until(happened: Callable[[], bool]) -> None:
    """Wait for another process; fail if it takes unreasonably long."""
    deadline = time.monotonic() + PATIENCE
    while not happened():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def has_ended(pid: int) -> bool:
    """Whether the process is gone, or dead and only not yet collected by the process that inherited it."""
    status = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], stdout=subprocess.PIPE, text=True, check=False)
    return status.stdout.strip()[:1] in ("", "Z")


def write(path: Path, program: str) -> Path:
    """Write a program to a file, and return that."""
    path.write_text(dedent(program), "utf-8")
    return path
