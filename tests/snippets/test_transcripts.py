"""What each snippet prints is what was reviewed: ``transcripts/`` holds a copy, which ``make record`` renews.

The copy is what ``python NAME.py`` printed, so this is also how every snippet is held against a plain interpreter.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path, PurePath

import pytest

from programs import run_by_interpreter, run_snippet
from project import ROOT, SNIPPETS, all_snippets
from running import expectations

TRANSCRIPTS = ROOT / "tests" / "snippets" / "transcripts"
RECORDED_ON = (3, 11)  # on another Python, all but the form of tracebacks is compared
FRAME = re.compile(r'(?P<start>  File "(?P<file>[^"]+)", line )(?P<line>\d+)(?P<end>.*\n)(?P<below>(?:    .*\n)*)')


def for_any_python(transcript: str, program: str) -> str:
    """The transcript of the program file ``program`` without what differs between versions of Python.

    Below a frame of the program only the first line of its source stays; below a frame of a library nothing does. The
    rest is carets, or lines that Python 3.13 shows of a long statement. A frame of the standard library loses its line
    number too.
    """

    def keep(frame: re.Match[str]) -> str:
        if frame["file"] == program:
            return frame["start"] + frame["line"] + frame["end"] + "".join(frame["below"].splitlines(True)[:1])
        line = frame["line"] if frame["file"].startswith("torch/") else "…"
        return frame["start"] + line + frame["end"]

    return FRAME.sub(keep, transcript)


@pytest.mark.parametrize("snippet", all_snippets())
def test_a_transcript_is_the_reviewed_one(snippet, file_regression, request):
    run = run_snippet(snippet)
    name = PurePath(snippet).name
    expectations.check((SNIPPETS / snippet).read_bytes(), run, name)  # before it can be recorded
    copy = (TRANSCRIPTS / snippet).with_suffix(".txt")
    recording = request.config.getoption("regen_all") or request.config.getoption("force_regen")
    assert copy.exists() or recording, "never recorded: make record, and read it"  # else it would be made in passing

    def compare(obtained: Path, expected: Path) -> None:
        texts = [path.read_text("utf-8") for path in (obtained, expected)]
        if sys.version_info[:2] != RECORDED_ON:
            texts = [for_any_python(text, name) for text in texts]
        assert texts[0] == texts[1]

    # Recorded is what the interpreter printed, so that every run of a build is compared with that.
    transcript = run_by_interpreter(snippet)[0] if recording else run.transcript
    file_regression.check(transcript, fullpath=copy, encoding="utf-8", newline="\n", check_fn=compare)


def test_transcripts_are_recorded_on_one_python(request):
    if request.config.getoption("regen_all") or request.config.getoption("force_regen"):
        assert sys.version_info[:2] == RECORDED_ON, "record with that Python, or change RECORDED_ON"


def test_every_reviewed_transcript_is_of_a_snippet():
    reviewed = {path.relative_to(TRANSCRIPTS).with_suffix(".py") for path in TRANSCRIPTS.rglob("*.*")}
    assert sorted(reviewed - set(map(Path, all_snippets()))) == []


IN_PYTHON_3_11 = """\
tensor([40., 40.])
Traceback (most recent call last):
  File "error.py", line 7, in <module>
    f(A)  # RuntimeError: only for scalar outputs
    ^^^^
  File "error.py", line 4, in f
    return contextlib.run(
           ^^^^^^^^^^^^^^^
  File "contextlib.py", line 81, in inner
    return func(*args, **kwds)
           ^^^^^^^^^^^^^^^^^^^
  File "torch/_tensor.py", line 623, in backward
    torch.autograd.backward(
  File "torch/autograd/__init__.py", line 208, in _make_grads
    raise RuntimeError(
RuntimeError: only for scalar outputs
"""
IN_PYTHON_3_13 = """\
tensor([40., 40.])
Traceback (most recent call last):
  File "error.py", line 7, in <module>
    f(A)  # RuntimeError: only for scalar outputs
    ~^^^
  File "error.py", line 4, in f
    return contextlib.run(
           ~~~~~~~~~~~~~~^
        1,
        ^^
    )
    ^
  File "contextlib.py", line 85, in inner
    return func(*args, **kwds)
  File "torch/_tensor.py", line 623, in backward
    torch.autograd.backward(
    ~~~~~~~~~~~~~~~~~~~~~~~^
        self, gradient, retain_graph, create_graph, inputs=inputs
        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
    )
    ^
  File "torch/autograd/__init__.py", line 208, in _make_grads
    raise RuntimeError(
    ...<2 lines>...
    )
RuntimeError: only for scalar outputs
"""
IN_ANY_PYTHON = """\
tensor([40., 40.])
Traceback (most recent call last):
  File "error.py", line 7, in <module>
    f(A)  # RuntimeError: only for scalar outputs
  File "error.py", line 4, in f
    return contextlib.run(
  File "contextlib.py", line …, in inner
  File "torch/_tensor.py", line 623, in backward
  File "torch/autograd/__init__.py", line 208, in _make_grads
RuntimeError: only for scalar outputs
"""


@pytest.mark.parametrize("transcript", [IN_PYTHON_3_11, IN_PYTHON_3_13, IN_ANY_PYTHON], ids=["3.11", "3.13", "itself"])
def test_a_traceback_reads_the_same_from_any_python(transcript):
    assert for_any_python(transcript, "error.py") == IN_ANY_PYTHON


def test_what_is_no_traceback_stays_as_it_is():
    text = "    four spaces\n  ^^^\nerror.py:3: UserWarning: slow\n  x.backward()\n"
    assert for_any_python(text, "error.py") == text
