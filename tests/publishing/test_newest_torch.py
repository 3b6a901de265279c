"""What is said of the newest PyTorch, with differences that were made up, and what becomes of it as an issue."""

from __future__ import annotations

import json
import os
import re
import sys

import pytest

import newest_issue
import newest_torch
import surveys
from newest_torch import LONGEST, SAID, by_page, report
from surveys import Outcome, Survey

HEAD = "PyTorch 9.9.9 on 2030-01-01; locked is 2.13.0. Python 3.11.7."
SAME = Outcome("0" * 12, "same")
PRINTS = Outcome("0" * 12, "prints", "-tensor(1.)\n+tensor(2.)")
SILENT = Outcome("0" * 12, "silent")
OUTCOMES = {
    "why/error.py": SILENT,
    "why/mean.py": SAME,
    "reduce/mean.py": PRINTS,
    "nowhere/alone.py": Outcome("0" * 12, "reworded", "RuntimeError: ```other``` words"),
}
# A stand-in for gh: writes down what it was told, and the text of the file; says which issue is open.
GH = """#!{python}
import json, os, sys
told = sys.argv[1:]
if "--body-file" in told:
    told.append(open(told[told.index("--body-file") + 1], encoding="utf-8").read())
with open(os.environ["TOLD"], "a", encoding="utf-8") as file:
    print(json.dumps(told), file=file)
if told[:2] == ["issue", "list"]:
    print(os.environ["OPEN"])
sys.exit(told[:2] == ["label", "create"] and "NO_LABEL" in os.environ)
"""


def test_what_differs_is_said_page_by_page():
    pages = by_page(OUTCOMES)
    assert list(pages)[-1] == "on no page"
    assert pages["why.md"] == {"why/error.py": SILENT}
    assert pages["fixes/reduce.md"] == {"reduce/mean.py": PRINTS}
    text = report(HEAD, pages, "")
    assert text.startswith(f"{HEAD}\n\nThe site builds.\n\n## ")
    assert f"## why.md\n\n`why/error.py`: {SAID['silent']}\n" in text
    assert f"## fixes/reduce.md\n\n`reduce/mean.py`: {SAID['prints']}\n\n```\n-tensor(1.)\n+tensor(2.)\n```\n" in text
    assert text.endswith("## on no page\n\n`nowhere/alone.py`: another message on the same line\n\n"
                         "````\nRuntimeError: ```other``` words\n````\n")  # fmt: skip
    assert "why/mean.py" not in text


def test_a_program_is_said_on_each_page_that_shows_it():
    pages = by_page({"index/error.py": PRINTS, "index/mean.py": PRINTS})
    assert "index.md" in pages
    shown = [page for page, programs in pages.items() if "index/error.py" in programs]
    assert shown == sorted(shown)
    assert "on no page" not in pages


def test_where_nothing_differs_nothing_is_said():
    assert report(HEAD, by_page({"why/error.py": SAME}), "") == ""


def test_a_build_that_fails_is_said_even_if_no_program_differs():
    assert (
        report(HEAD, {}, "why.md:3: expected …")
        == f"{HEAD}\n\nThe site does not build:\n\n```\nwhy.md:3: expected …\n```\n"
    )


def test_an_issue_is_not_too_long():
    long = Outcome("0" * 12, "prints", "+x\n" * LONGEST)
    text = report(HEAD, by_page({"why/error.py": long, "reduce/mean.py": long}), "")
    assert len(text) < 65_536
    assert "`why/error.py`: prints" in text
    assert "+x" not in text
    assert "`make newest` writes it" in text


def test_every_outcome_has_its_words():
    assert set(re.findall(r"^    (\w+)  ", surveys.__doc__, re.M)) == {*SAID, "same"}


@pytest.mark.parametrize(("outcomes", "failure"), [(OUTCOMES, ""), ({"why/error.py": SAME}, ""), ({}, "it failed")])
def test_the_file_is_written(monkeypatch, tmp_path, outcomes, failure):
    head = {"torch": "9.9.9+cpu", "date": "2030-01-01", "python": "3.11.7"}
    monkeypatch.setattr(newest_torch, "install", lambda folder, index: "python")
    monkeypatch.setattr(newest_torch, "survey", lambda python: Survey(head, {}, outcomes))
    monkeypatch.setattr(newest_torch, "build", lambda python, site: failure)
    file = tmp_path / "dist" / "newest.md"
    newest_torch.main(str(file))
    text = file.read_text("utf-8")
    assert text == report(text.partition("\n")[0], by_page(outcomes), failure)
    assert bool(text) == (outcomes is OUTCOMES or bool(failure))


def test_a_build_that_fails_tells_its_last_lines(tmp_path):
    program = tmp_path / "python"
    program.write_text('#!/bin/sh\nseq 100\necho "$@"\nexit 1\n')
    program.chmod(0o755)
    lines = newest_torch.build(program, tmp_path / "site").splitlines()
    assert lines[-1] == f"-m mkdocs build --strict --site-dir {tmp_path / 'site'}"
    assert len(lines) == newest_torch.LAST
    program.write_text("#!/bin/sh\necho fine\n")
    assert newest_torch.build(program, tmp_path / "site") == ""


def test_the_newest_torch_is_installed_beside_what_is_locked(monkeypatch, tmp_path):
    monkeypatch.setattr(newest_torch, "empty_environment", lambda version, folder: tmp_path / "python")
    asked = []
    monkeypatch.setattr(newest_torch, "pip", lambda python, *arguments: asked.append(arguments))
    newest_torch.install(tmp_path, "")
    ((*command, file),) = asked
    assert command == ["install", "-r"]
    text = file.read_text("utf-8")
    assert "torch" in text.splitlines()
    assert not [line for line in text.splitlines() if line.startswith("torch==")]
    assert "mkdocs-material==" in text
    newest_torch.install(tmp_path, "index")
    assert asked[1:] == [("install", "--no-deps", "--index-url", "index", "torch"), ("install", "-r", file)]


@pytest.fixture
def told(monkeypatch, tmp_path):
    """What the script tells ``gh``, with that issue open and that text found."""
    program = tmp_path / "bin" / "gh"
    program.parent.mkdir()
    program.write_text(GH.format(python=sys.executable), "utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("TOLD", str(tmp_path / "told"))

    def tell(number: str, text: str) -> list[list[str]]:
        monkeypatch.setenv("OPEN", number)
        file = tmp_path / "$(touch evil).md"
        file.write_text(text, "utf-8")
        newest_issue.main(str(file))
        first, *others = map(json.loads, (tmp_path / "told").read_text("utf-8").splitlines())
        assert first[:4] == ["issue", "list", "--label", newest_issue.LABEL]
        return others

    return tell


def test_the_first_week_opens_an_issue(told):
    text = '$(touch evil) `id` "; rm -rf .\n--title other'
    label, issue = told("", text)
    assert label[:3] == ["label", "create", newest_issue.LABEL]
    assert issue[:2] == ["issue", "create"]
    assert issue[issue.index("--title") + 1] == newest_issue.TITLE
    assert issue[-1] == text


def test_later_weeks_change_it(told):
    ((*command, text),) = told("12", "other text")
    assert command[:3] == ["issue", "edit", "12"]
    assert text == "other text"


def test_a_week_without_ends_it(told):
    (command,) = told("12", "\n")
    assert command[:3] == ["issue", "close", "12"]


def test_where_nothing_differs_and_none_is_open_nothing_is_done(told):
    assert told("", "") == []


def test_a_refusal_is_told(told, monkeypatch):
    monkeypatch.setenv("NO_LABEL", "1")
    with pytest.raises(SystemExit, match="expected gh label create to succeed\ngot      exit status 1"):
        told("", "text")
