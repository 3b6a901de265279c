"""The tool finds the same on every Python, with a stand-in for torch where there is none; and with torch itself."""

from __future__ import annotations

import glob
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from commands import SCALAR, run
from explained import built, inside

NO_GRAPH = """\
import torch


class Net(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.w = torch.nn.Parameter(torch.ones(3))

    def forward(self, x):
        h = self.w * x
        return h.detach().square()


net = Net()
loss = net(torch.ones(3)).mean()
loss.backward()
"""
PROGRAMS = {
    "scalar": (SCALAR, [4], "partial", "loss = fit + (0.1 * penalty(w)).mean()"),
    "no-graph": (NO_GRAPH, [], "cut", "        return h.square()"),
}
VERSIONS = ("3.10", "3.11", "3.12", "3.13", "3.14")


def python(version: str) -> str | None:
    """An interpreter of this version that runs: a name on the PATH may lead nowhere."""
    root = os.environ.get("PYENV_ROOT", os.path.expanduser("~/.pyenv"))
    names = [shutil.which(f"python{version}"), *glob.glob(f"{root}/versions/{version}.*/bin/python")]
    if sys.version_info[:2] == tuple(map(int, version.split("."))):
        names.insert(0, sys.executable)
    for name in filter(None, names):
        if subprocess.run([name, "-c", ""], stderr=subprocess.DEVNULL, check=False).returncode == 0:
            return name
    return None


def right(facts: dict, error: str) -> None:
    _, shape, why, line = PROGRAMS[error]
    assert (facts["error"], facts["name"], facts["shape"]) == (error, "loss", shape)
    assert [term["why"] for term in facts["terms"]] == [why]
    assert [edit["new"] for edit in facts["fix"]["edits"]] == [line]


@pytest.mark.parametrize("error", PROGRAMS)
@pytest.mark.parametrize("version", VERSIONS)
def test_every_python_finds_the_same(version, error, shared, tmp_path):
    interpreter = python(version)
    if interpreter is None:
        pytest.skip(f"no python{version}, neither on the PATH nor of pyenv")
    (tmp_path / "program.py").write_text(PROGRAMS[error][0], "utf-8")
    done = run(tmp_path, built(shared), "--json", "facts.json", "program.py", python=interpreter)
    assert done.returncode == 1, done.stderr
    right(json.loads((tmp_path / "facts.json").read_text("utf-8")), error)


@pytest.mark.parametrize("error", PROGRAMS)
def test_torch_itself_gives_what_the_stand_in_gives(error, shared, tmp_path: Path):
    program = tmp_path / "program.py"
    program.write_text(PROGRAMS[error][0], "utf-8")
    right(inside(shared).ask(program, explain=True).facts, error)
