"""Ends processes and what they started, where a program leads a process group of its own."""

import contextlib
import ctypes
import os
import signal
import sys

LIBC = ctypes.CDLL(None) if sys.platform == "linux" else None
PR_SET_PDEATHSIG, PR_SET_CHILD_SUBREAPER = 1, 36
ROUNDS = 1000  # in which what a child started may start more


def kill_group(leader):
    """Kill the process ``leader`` and all that it started, if anything is left of them."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(leader, signal.SIGKILL)


def kill_child(child):
    """Kill a child, which may not lead its group yet, and all that it started."""
    with contextlib.suppress(ProcessLookupError):
        os.kill(child, signal.SIGKILL)
    kill_group(child)


def die_with_parent(parent):
    """End this process when its ``parent`` ends, on Linux."""
    if LIBC:
        LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
        if os.getppid() != parent:
            os._exit(1)


def adopt_orphans():
    """Have what our children leave behind become our children, on Linux."""
    if LIBC:
        LIBC.prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def children():
    """Our children, on Linux, as far as it tells."""
    with contextlib.suppress(OSError), open(f"/proc/self/task/{os.getpid()}/children") as file:
        return {int(child) for child in file.read().split()}
    return set()


def kill_orphans(spared):
    """Kill what our children left behind, also outside of their groups, and all that it started; not ``spared``."""
    for _ in range(ROUNDS):
        orphans = children() - spared
        if not orphans:
            return
        for orphan in orphans:
            kill_child(orphan)
        for orphan in orphans:
            os.waitpid(orphan, 0)
