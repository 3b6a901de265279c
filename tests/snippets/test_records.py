"""Records: each is of its program and its lock as they are, and says what the program promises."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path, PurePath

import pytest
from rules import broken_rules

import records
from problems import fail_with
from project import ROOT, SNIPPETS, recorded_snippets
from running import expectations
from running.environments import Lock, environment_of, needed, read_lock
from running.promises import Unkept
from running.records import parse, read_record

ENVIRONMENTS = sorted(path.stem for path in (ROOT / "environments").glob("*.txt"))
every_recorded = pytest.mark.parametrize("snippet", recorded_snippets())


def kept(root: Path, snippet: str) -> None:
    """Raise Unkept if the record of ``snippet`` is stale or says something else than the program."""
    source = (root / "snippets" / snippet).read_bytes()
    needed(snippet, source.decode(), read_lock(root, environment_of(snippet)))
    expectations.check(source, read_record(root, snippet).run, PurePath(snippet).name)


@every_recorded
def test_a_record_is_of_its_program_and_says_what_it_promises(snippet):
    try:
        kept(ROOT, snippet)
    except Unkept as error:
        fail_with([str(error)])


@every_recorded
def test_a_record_is_written_as_it_is_read(snippet):
    text = (SNIPPETS / snippet).with_suffix(".txt").read_text("utf-8")
    assert str(parse(text)) == text


def test_every_recorded_program_keeps_to_the_rules():
    programs = {snippet: (SNIPPETS / snippet).read_bytes() for snippet in recorded_snippets()}
    fail_with(problem for snippet, source in programs.items() for problem in broken_rules(snippet, source))


def test_every_record_is_of_a_program():
    programs = {SNIPPETS / snippet for snippet in recorded_snippets()}
    assert [path for path in SNIPPETS.rglob("*.txt") if path.with_suffix(".py") not in programs] == []


def test_every_environment_has_a_lock_that_pins_all_and_a_program():
    for name in ENVIRONMENTS:
        lock = read_lock(ROOT, name)
        pins = lock.content.decode().splitlines()[2:]
        assert all("==" in pin for pin in pins)
        assert {package.lower() for package in lock.packages} <= {pin.lower() for pin in pins}
    assert set(ENVIRONMENTS) == {environment_of(snippet) for snippet in recorded_snippets()}


@pytest.fixture
def project(tmp_path):
    """A project with one recorded program, and the program's path."""
    snippet = recorded_snippets()[0]
    name = environment_of(snippet)
    (tmp_path / "environments").mkdir()
    shutil.copy(ROOT / "environments" / f"{name}.txt", tmp_path / "environments")
    shutil.copytree((SNIPPETS / snippet).parent, (tmp_path / "snippets" / snippet).parent)
    kept(tmp_path, snippet)
    return tmp_path, snippet


def edited(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.mark.parametrize(
    ("suffix", "old", "new", "got"),
    [
        (".py", "\nimport", "\nimport math\nimport", "got      another program"),
        (".txt", "program: ", "program: 0", "got      another program"),
        (".txt", "lock: ", "lock: 0", "got      another lock"),
        (".txt", "status: ", "status: x", "got      'program: "),
        (".txt", "date: ", "day: ", "got      'program: "),
        (".py", "# pip install ", "# pip install nothing==1.0 ", "got      # pip install nothing==1.0"),
        (".py", "# pip install ", "# ", "got      # "),
    ],
)
def test_a_stale_or_faulty_record_is_named(project, suffix, old, new, got):
    root, snippet = project
    edited((root / "snippets" / snippet).with_suffix(suffix), old, new)
    with pytest.raises(Unkept) as raised:
        kept(root, snippet)
    assert got in str(raised.value)


def test_a_record_that_is_missing_is_named(project):
    root, snippet = project
    (root / "snippets" / snippet).with_suffix(".txt").unlink()
    with pytest.raises(Unkept, match="make records ENV="):
        kept(root, snippet)


def test_a_lock_that_changed_or_is_missing_is_named(project):
    root, snippet = project
    lock = root / "environments" / f"{environment_of(snippet)}.txt"
    lock.write_text(lock.read_text() + "more==1.0\n")
    with pytest.raises(Unkept, match="another lock"):
        kept(root, snippet)
    lock.write_text("# pip install torch\n")
    with pytest.raises(Unkept, match="to begin with"):
        kept(root, snippet)
    lock.unlink()
    with pytest.raises(Unkept, match="no such file"):
        kept(root, snippet)


def write(folder: Path, program: str) -> Lock:
    """A lock of nothing, and a recorded program in a project in ``folder``."""
    (folder / "environments").mkdir()
    (folder / "environments" / "mine.txt").write_text("# Python 3.11\n# pip install x==1\nx==1\n")
    path = folder / "snippets" / "page" / "mine" / "kept.py"
    path.parent.mkdir(parents=True)
    path.write_text(f"# pip install x==1\n{program}")
    return read_lock(folder, "mine")


@pytest.mark.parametrize(
    ("program", "transcript"),
    [
        ("print(1)\n", "1\n"),
        ("import sys\nprint(sys.argv, __name__)\n", "['kept.py'] __main__\n"),
        ("import os\nopen('x', 'w').close()\nprint(sorted(os.listdir()))\n", "['kept.py', 'x']\n"),
        ("1 / 0  # ZeroDivisionError: division by zero\n", "ZeroDivisionError: division by zero\n"),
        (
            "import json\njson.loads('')  # json.decoder.JSONDecodeError: Expecting value: line 1 column 1 (char 0)\n",
            '  File "json/decoder.py", line ',
        ),
    ],
)
def test_a_program_is_recorded(tmp_path, monkeypatch, program, transcript):
    lock = write(tmp_path, program)
    monkeypatch.setattr(records, "SNIPPETS", tmp_path / "snippets")
    assert records.record("page/mine/kept.py", lock, Path(sys.executable))
    kept(tmp_path, "page/mine/kept.py")
    assert transcript in read_record(tmp_path, "page/mine/kept.py").transcript
    assert str(tmp_path) not in str(read_record(tmp_path, "page/mine/kept.py"))


@pytest.mark.parametrize(
    ("program", "got"),
    [
        ("1 / 0\n", "got      ZeroDivisionError: division by zero (line 2)"),
        ("print(1)\n1 + 1  # ZeroDivisionError: division by zero\n", "got      it ran to its last line"),
        ("print(1)\nraise SystemExit\n", "got      it left with exit status 0 before its last line"),
        ("pass\n", "got      no output"),
        ("import time\ntime.sleep(99)\n", "got      it did not end before the time limit"),
    ],
)
def test_what_does_not_do_what_it_says_is_not_recorded(tmp_path, monkeypatch, capsys, program, got):
    lock = write(tmp_path, program)
    monkeypatch.setattr(records, "SNIPPETS", tmp_path / "snippets")
    monkeypatch.setattr(records, "SECONDS", 1)
    assert not records.record("page/mine/kept.py", lock, Path(sys.executable))
    assert got in capsys.readouterr().out
    assert not list(tmp_path.rglob("kept.txt"))


@pytest.mark.skipif(not records.isolation(), reason="a network cannot be taken away here")
def test_a_recorded_program_has_no_network_but_its_own_machine():
    program = """
import socket
server = socket.create_server(("127.0.0.1", 0))
socket.create_connection(server.getsockname()).close()
print("within")
socket.create_connection(("192.0.2.1", 80), timeout=5)  # OSError: [Errno 101] Network is unreachable
"""
    run = records.execute(program.encode(), "kept.py", Path(sys.executable))
    assert run.transcript.startswith("within\n")
    expectations.check(program.encode(), run, "kept.py")


@pytest.mark.parametrize(
    "arguments", [("none",), ("huggingface", "index/mean.py"), ("huggingface", "x/huggingface/y.py")]
)
def test_what_cannot_be_recorded_is_said(arguments):
    with pytest.raises(Unkept, match=r"expected (environments/none.txt|programs of)"):
        records.main(*arguments)


def test_an_environment_that_cannot_be_installed_is_said(tmp_path, capfd):
    with pytest.raises(Unkept, match=r"expected this to succeed: .*\ngot      exit status [1-9]"):
        records.pip(Path(sys.executable), "install", "--no-index", "no-such-package==1.0")
    assert "no-such-package" in capfd.readouterr().err
