"""``make repeat`` runs the tests with every processor busy, until they fail, and leaves nothing running."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from project import ROOT

# Passes once. Notes the other processes of the tool at each run.
TWICE = """
import os
from pathlib import Path

def test_once():
    tool = os.getppid()
    others = set(Path(f"/proc/{tool}/task/{tool}/children").read_text().split()) - {str(os.getpid())}
    with open("others.txt", "a") as file:
        print(*sorted(others), file=file)
    assert len(Path("others.txt").read_text().splitlines()) == 1
"""


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="needs /proc")
def test_it_stops_at_the_first_run_that_fails(tmp_path):
    (tmp_path / "test_twice.py").write_text(TWICE, "utf-8")
    command = [sys.executable, str(ROOT / "tools" / "repeat.py"), "3", "-p", "no:cacheprovider", "test_twice.py"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 1, done.stderr
    runs = re.findall(r"^(\d of 3: \d \w+) in .*; seed \d+, load \d+\.\d$", done.stdout, re.MULTILINE)
    assert runs == ["1 of 3: 1 passed", "2 of 3: 1 failed"]
    assert "FAILED test_twice.py::test_once - AssertionError: assert 2 == 1" in done.stdout
    first, second = (tmp_path / "others.txt").read_text("utf-8").splitlines()
    assert first == second
    assert len(first.split()) == os.cpu_count()
    assert not any(Path("/proc", number).exists() for number in first.split())


def test_all_runs_that_pass_are_a_success(tmp_path):
    (tmp_path / "test_passes.py").write_text("def test_passes(): pass\n", "utf-8")
    command = [sys.executable, str(ROOT / "tools" / "repeat.py"), "2", "-p", "no:cacheprovider", "test_passes.py"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert [line.partition(" in ")[0] for line in done.stdout.splitlines()] == ["1 of 2: 1 passed", "2 of 2: 1 passed"]
