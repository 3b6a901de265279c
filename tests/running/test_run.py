"""How a run ended is told from its exit status, and from what its own process told."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from running.limits import MOST_OUTPUT
from running.run import Run, run_of

FOLDER = Path("snippets", "page").resolve()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="signals are POSIX's")
@pytest.mark.parametrize(
    ("status", "finished", "timed_out", "ending"),
    [
        (0, False, False, "left with exit status 0 before its last line"),
        (0, True, False, "ended with exit status 0"),
        (1, False, False, "ended with exit status 1"),
        (-1, False, False, "was killed by SIGHUP"),
        (-9, False, False, "was killed by SIGKILL"),
        (-25, False, False, f"wrote more than {MOST_OUTPUT} bytes"),
        (-9, False, True, "did not end before the time limit"),
    ],
)
def test_how_it_ended_in_words(status, finished, timed_out, ending):
    assert Run(status, finished, timed_out, "").ending() == ending


@pytest.mark.parametrize(("status", "finished"), [(0, True), (1, False), (-9, False)])
def test_a_run_finished_only_if_its_process_ended_well(status, finished):
    reply = {"status": status, "timed_out": False, "output": f"{FOLDER}{os.sep}error.py", "told": {"finished": True}}
    assert run_of(reply, FOLDER) == Run(status, finished, False, "error.py", "")


def test_of_a_process_that_told_nothing_nothing_is_known():
    reply = {"status": 0, "timed_out": True, "output": "", "told": {}}
    assert run_of(reply, FOLDER) == Run(0, False, True, "", "")


def test_the_exception_that_it_told_is_trimmed():
    told = {"exception": f"OSError: {FOLDER}{os.sep}x (line 1)"}
    assert (
        run_of({"status": 1, "timed_out": False, "output": "", "told": told}, FOLDER).exception == "OSError: x (line 1)"
    )
