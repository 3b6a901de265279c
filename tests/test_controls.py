"""What must not go unnoticed is done to a copy of the project, and the test that is there for it turns red."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from project import HANGING, ROOT, copy_project
from running.runner import environment

pytestmark = pytest.mark.builds


class Control(NamedTuple):
    """A change of a file, from one text to another, and the test that must notice."""

    file: str
    old: str
    new: str
    test: str


PARTS = "tests/languages/test_parity.py::test_every_page_has_its_twins[parts]"
REVIEWED = "tests/snippets/test_transcripts.py::test_a_transcript_is_the_reviewed_one"
CONTROLS = {
    "a broken program that was repaired": Control(
        "snippets/vector-backward/error.py",
        "A.backward()",
        "A.sum().backward()",
        "tests/snippets/test_snippets.py::test_a_snippet_does_what_it_says[vector-backward/error.py]",
    ),
    "a fix that was broken": Control(
        "snippets/loss-reduction-none/mean.py",
        "loss.mean()",
        "loss.sum()",
        f"{REVIEWED}[loss-reduction-none/mean.py]",
    ),
    "a derivative that is wrong": Control(
        "snippets/loss-reduction-none/mean.py",
        "loss.mean()",
        "(loss.mean().detach() * 2 - loss.mean())",
        f"{REVIEWED}[loss-reduction-none/mean.py]",
    ),
    "a digit that was changed": Control(
        "tests/snippets/transcripts/vector-backward/error.txt",
        "40.",
        "41.",
        f"{REVIEWED}[vector-backward/error.py]",
    ),
    "a fence that was dropped": Control(
        "docs/zh/why.md",
        "```snippet\nwhy/implicit-one.py\n```\n",
        "",
        PARTS,
    ),
    "a page in the other language": Control(
        "docs/en/why.md",
        "",  # all of it
        "docs/zh/why.md",
        "tests/languages/test_drift.py::test_every_section_was_reviewed_against_the_present_original[zh]",
    ),
}


@pytest.fixture(scope="module")
def copy(tmp_path_factory) -> Path:
    """The project with its tests, which pass."""
    folder = copy_project(tmp_path_factory.mktemp("controls") / "project")
    for name in ("tests", "tools", "hosting", ".github"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for path in ROOT.glob("*.*"):
        if path.is_file():
            shutil.copy(path, folder)
    return folder


def run(folder: Path, tests: list[str]) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pytest", "-q", "-n0", "-p", "no:randomly", "-p", "no:cacheprovider", *tests]
    return subprocess.run(
        command,
        cwd=folder,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=HANGING,
        check=False,
    )


def test_as_it_is_they_pass(copy):
    done = run(copy, sorted({one.test for one in CONTROLS.values()}))
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("name", CONTROLS)
def test_a_test_turns_red(copy, name):
    control = CONTROLS[name]
    path = copy / control.file
    text = path.read_text("utf-8")
    assert control.old in text
    changed = text.replace(control.old, control.new, 1) if control.old else (copy / control.new).read_text("utf-8")
    path.write_text(changed, "utf-8")
    try:
        done = run(copy, [control.test])
    finally:
        path.write_text(text, "utf-8")
    assert done.returncode == 1, done.stdout
    assert f"FAILED {control.test}" in done.stdout
    assert "1 failed" in done.stdout
