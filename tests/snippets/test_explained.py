"""What the tool says of each snippet that a page has explained is what was reviewed, and its changes are those shown.

``explained/`` holds a copy for each language, which ``make record`` renews.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

import sources
from programs import explained, run_snippet, tool
from project import LANGUAGES, ROOT, SNIPPETS
from running.promises import without_promises
from running.runner import environment

REVIEWED = ROOT / "tests" / "snippets" / "explained"
SHOWN = sorted({fence.snippet for page in sources.all_sources() for fence in page.snippets if fence.is_explained})


def copy_of(snippet: str, language: str) -> Path:
    return (REVIEWED / language / snippet).with_suffix(".txt")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("snippet", SHOWN)
def test_an_explanation_is_the_reviewed_one(snippet, language, file_regression, request):
    copy = copy_of(snippet, language)
    recording = request.config.getoption("regen_all") or request.config.getoption("force_regen")
    assert copy.exists() or recording, "never recorded: make record, and read it"
    text = explained(snippet, language) + "\n"
    file_regression.check(text, fullpath=copy, encoding="utf-8", newline="\n")


def test_every_reviewed_explanation_is_of_a_snippet():
    expected = {copy_of(snippet, language) for snippet in SHOWN for language in LANGUAGES}
    assert sorted(set(REVIEWED.rglob("*.*")) - expected) == []


@pytest.mark.parametrize("snippet", SHOWN)
def test_the_change_shown_is_the_one_that_the_tool_prints(snippet, tmp_path):
    """``NAME-fixed.py`` is ``NAME.py`` with the tool's edits, and runs to its end."""
    path = SNIPPETS / snippet
    fixed = path.with_name(f"{path.stem}-fixed.py")
    lines = without_promises(path.read_text("utf-8"))
    for edit in edits_of(path, tmp_path):
        lines[edit["line"] - 1] = edit["new"]
    assert "\n".join(lines) == fixed.read_text("utf-8").rstrip("\n")
    assert run_snippet(fixed.relative_to(SNIPPETS).as_posix()).finished


def edits_of(path: Path, folder: Path) -> list[dict]:
    """What the tool would change, as ``--json`` has it."""
    subprocess.run(
        [sys.executable, str(tool("")), "--json", str(folder / "facts.json"), path.name],
        cwd=path.parent,
        env=environment(),
        stderr=subprocess.DEVNULL,
        timeout=120,
        check=False,
    )
    facts = json.loads((folder / "facts.json").read_text("utf-8"))
    assert {edit["file"] for edit in facts["fix"]["edits"]} == {str(path)}
    return facts["fix"]["edits"]
