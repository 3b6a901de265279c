"""Runs programs as a reader does: by an interpreter of their own, through ``explain.py`` and without. Holds no test."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from explained import HERE

from running.runner import environment

STAND_IN = str(HERE / "stand_in")  # a torch that takes no second to import
TITLE = "── What happened"
SCALAR = """\
import torch


def penalty(w):
    return w.square().mean(dim=1)


w = torch.ones(4, 3, requires_grad=True)
fit = w.square().sum()
loss = fit + 0.1 * penalty(w)
loss.backward()
"""


def run(
    folder: Path, *command: str | Path, python: str = sys.executable, torch: str | None = STAND_IN, **options
) -> subprocess.CompletedProcess[str]:
    """``python command…`` in the folder; ``variables`` are added to the environment."""
    values = {**environment(), **({"PYTHONPATH": torch} if torch else {}), **options.pop("variables", {})}
    options = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **options}
    return subprocess.run(
        [python, *map(os.fspath, command)], cwd=folder, env=values, text=True, encoding="utf-8", timeout=120, **options
    )


def both(folder: Path, tool: Path, *command: str, **options) -> tuple:
    """(the run without the tool, the run through it)."""
    return run(folder, *command, **options), run(folder, tool, *command, **options)
