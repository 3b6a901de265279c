"""Runs the tests again and again, each time in another order, while every processor is kept busy (``make repeat``).

    repeat.py TIMES [ARGUMENT…]    TIMES runs of pytest with these arguments, until one fails

A line for each run has pytest's last one, the seed of the order, for ``--randomly-seed``, and the load. Of the run that
fails all is printed, and its status is ours.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

# Ends by itself if we are killed.
BUSY = "import os; parent = os.getppid()\nwhile os.getppid() == parent: pass"


@contextmanager
def every_processor_busy() -> Iterator[None]:
    """Something else runs on each processor until the block ends."""
    others = [subprocess.Popen([sys.executable, "-c", BUSY]) for _ in range(os.cpu_count() or 1)]
    try:
        yield
    finally:
        for other in others:
            other.kill()
            other.wait()


def main(times: int, arguments: list[str]) -> int:
    """The status of the first run that fails, or 0."""
    with every_processor_busy():
        for number in range(1, times + 1):
            seed = int(time.time())
            command = [sys.executable, "-m", "pytest", "--quiet", f"--randomly-seed={seed}", *arguments]
            done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
            last = done.stdout.rstrip().rpartition("\n")[2]
            print(f"{number} of {times}: {last}; seed {seed}, load {os.getloadavg()[0]:.1f}", flush=True)
            if done.returncode:
                print(done.stdout)
                return done.returncode
    return 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), sys.argv[2:]))
