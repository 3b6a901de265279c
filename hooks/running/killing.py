"""Ends processes and what they started, where a program leads a process group of its own."""

import contextlib
import os
import signal


def kill_group(leader):
    """Kill the process ``leader`` and all that it started, if anything is left of them."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(leader, signal.SIGKILL)


def kill_child(child):
    """Kill a child, which may not lead its group yet, and all that it started."""
    with contextlib.suppress(ProcessLookupError):
        os.kill(child, signal.SIGKILL)
    kill_group(child)
