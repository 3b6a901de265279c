"""Bounds what a program may take: each holds for the process that calls, and for what it starts."""

import contextlib
import os
import signal
import sys

MOST_OUTPUT = 2**20
MOST_PROCESSES = 512  # and threads
RESERVED = 2**30  # addresses for the stacks of threads, which take no memory


def limit_output():
    """Bound what the program may write to a file, its output among them. Python would ignore the signal."""
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    lower(resource.RLIMIT_FSIZE, MOST_OUTPUT)
    signal.signal(signal.SIGXFSZ, signal.SIG_DFL)


def limit_memory(extra_bytes):
    """Bound the memory that a child may take beyond what it was forked with, also where it is shared with others."""
    import resource

    if sys.platform == "linux":  # elsewhere RLIMIT_DATA does not count mapped memory
        with open("/proc/self/status") as file:
            taken = {
                name: int(rest.split()[0]) * 1024
                for name, _, rest in (line.partition(":") for line in file)
                if name in ("VmData", "VmSize")
            }
        lower(resource.RLIMIT_DATA, taken["VmData"] + extra_bytes)
        lower(resource.RLIMIT_AS, taken["VmSize"] + extra_bytes + RESERVED)


def limit_processes():
    """Bound how many processes and threads our user may have beyond those of this moment. Root has no such bound."""
    import resource

    if sys.platform == "linux":
        lower(resource.RLIMIT_NPROC, threads_of(os.getuid()) + MOST_PROCESSES)


def threads_of(user):
    """How many threads all processes of a user have."""
    found = 0
    for process in filter(str.isdigit, os.listdir("/proc")):
        with contextlib.suppress(OSError):  # it has ended
            tasks = os.stat(f"/proc/{process}/task")
            found += (tasks.st_nlink - 2) if tasks.st_uid == user else 0
    return found


def lower(limit, value):
    """Set a limit for good, if it is not lower already."""
    import resource

    _, most = resource.getrlimit(limit)
    value = value if most == resource.RLIM_INFINITY else min(value, most)
    resource.setrlimit(limit, (value, value))
