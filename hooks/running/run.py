"""What one run of a program did, and its transcript without what depends on the machine."""

from __future__ import annotations

import os
import re
import signal
import sys
import sysconfig
from dataclasses import dataclass
from pathlib import Path

from running.limits import MOST_OUTPUT


@dataclass(frozen=True)
class Run:
    """What one run of a program did.

    Attributes:
        status: the exit status, or minus the number of the signal that killed it.
        finished: whether the program reached its last line.
        timed_out: whether it was killed for running past the time limit.
        transcript: stdout and stderr in the order written, with paths trimmed (see ``trim``).
        exception: ``Type: message (line N)`` of what ended it, trimmed too, as its process told it; empty if nothing
            did; None of a run that was kept, of which there is only the transcript.
    """

    status: int
    finished: bool
    timed_out: bool
    transcript: str
    exception: str | None = None

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


def run_of(reply: dict, folder: Path) -> Run:
    """The run of a program in ``folder``, from the reply of what ran it (see ``worker.py``)."""
    status, told = reply["status"], reply["told"]
    finished = status == 0 and told.get("finished", False)
    exception = trim(told.get("exception", ""), folder)
    return Run(status, finished, reply["timed_out"], trim(reply["output"], folder), exception)


def trim(text: str, folder: Path) -> str:
    """The transcript of a program in ``folder`` without what depends on the machine.

    Cut are the folder itself, the prefix of site-packages and of the standard library in paths, and the note
    "(Triggered internally at …)", which carries a path of the machine that built torch. What is left of a path that
    was cut is written with ``/``. Nothing else changes.
    """
    paths = sysconfig.get_paths()
    library = sysconfig.get_paths(vars={"base": sys.base_prefix, "installed_base": sys.base_prefix})
    for prefix in (str(folder), paths["purelib"], paths["platlib"], library["stdlib"]):
        below = re.escape(prefix + os.sep) + r'([^"\s:]*)'
        text = re.sub(below, lambda path: path[1].replace(os.sep, "/"), text)
    return re.sub(r" ?\(Triggered internally at [^)]*\)", "", text)
