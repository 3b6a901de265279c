"""How a record is written and read, and when it is not of its program any more."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

import pytest

from running.promises import Unkept
from running.records import Record, parse, read_record
from running.run import Run

SNIPPET = "page/mine/kept.py"
PROGRAM = b"# pip install x==1\nprint(1)\n"
LOCK = b"# Python 3.11\n# pip install x==1\nx==1\n"
ANEW = f"make records ENV=mine ARGS={SNIPPET}"
RECORD = Record(
    program=hashlib.sha256(PROGRAM).hexdigest(),
    lock=hashlib.sha256(LOCK).hexdigest(),
    command="python kept.py",
    python="3.11.7",
    platform="Linux x86_64",
    date="2026-01-02",
    packages="x 1",
    status=0,
    transcript="1: one\n\nzwei: 二\n",
)
WRITTEN = f"""\
program: {RECORD.program}
lock: {RECORD.lock}
command: python kept.py
python: 3.11.7
platform: Linux x86_64
date: 2026-01-02
packages: x 1
status: 0

1: one

zwei: 二
"""


@pytest.fixture
def root(tmp_path) -> Path:
    """A project with one program and its record."""
    for name, content in (
        (f"snippets/{SNIPPET}", PROGRAM),
        ("snippets/page/mine/kept.txt", WRITTEN.encode()),
        ("environments/mine.txt", LOCK),
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(content)
    return tmp_path


def refused(root: Path) -> str:
    with pytest.raises(Unkept) as caught:
        read_record(root, SNIPPET)
    return str(caught.value)


def test_a_record_is_read_as_it_is_written(root):
    assert str(RECORD) == WRITTEN
    assert parse(WRITTEN) == RECORD
    assert read_record(root, SNIPPET) == RECORD


@pytest.mark.parametrize(("status", "finished"), [(0, True), (1, False), (-11, False)])
def test_the_run_of_a_record_ended_by_itself(status, finished):
    record = parse(str(replace(RECORD, status=status)))
    assert record.run == Run(status, finished, timed_out=False, transcript=RECORD.transcript, exception=None)


def test_a_record_that_is_missing_is_said(root):
    (root / "snippets" / "page" / "mine" / "kept.txt").unlink()
    assert refused(root) == f"expected a record of snippets/{SNIPPET}: {ANEW}\ngot      none"


@pytest.mark.parametrize(
    ("names", "got"),
    [
        ([f"snippets/{SNIPPET}"], "another program"),
        (["environments/mine.txt"], "another lock"),
        ([f"snippets/{SNIPPET}", "environments/mine.txt"], "another program and another lock"),
    ],
)
def test_a_record_of_another_program_or_lock_is_said(root, names, got):
    for name in names:
        (root / name).write_bytes((root / name).read_bytes() + b"# more\n")
    assert refused(root) == (
        f"expected the record of snippets/{SNIPPET} to be of its program and lock as they are: {ANEW}\ngot      {got}"
    )


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (WRITTEN, ""),
        (WRITTEN, "\n\n1\n"),
        (WRITTEN[WRITTEN.index("\n\n") :], "\n"),
        ("date: 2026-01-02\n", ""),
        ("date: ", "day: "),
        ("date: ", "more: 1\ndate: "),
        ("python: 3.11.7\nplatform: Linux x86_64\n", "platform: Linux x86_64\npython: 3.11.7\n"),
        ("status: 0", "status: "),
        ("status: 0", "status: x"),
        ("status: 0", "status: --1"),
        ("status: 0", "status: 1.0"),
        ("status: 0", "status: ²"),
    ],
)
def test_what_is_not_written_as_a_record_is_said(old, new):
    assert old in WRITTEN
    text = WRITTEN.replace(old, new, 1)
    with pytest.raises(Unkept) as caught:
        parse(text)
    assert str(caught.value) == (
        "expected a record with program, lock, command, python, platform, date, packages, status, an empty line, "
        f"and a transcript\ngot      {text.partition(chr(10) * 2)[0][:80]!r}"
    )
