"""Every snippet does what it says, as ``python NAME.py`` does; it keeps to the rules; to repair it turns a test red."""

from __future__ import annotations

import re
from pathlib import PurePath

import pytest
import repairs
from rules import MOST_LINES, broken_rules

from problems import fail_with
from programs import run_by_interpreter, run_program, run_snippet
from project import SNIPPETS, all_snippets
from running import expectations
from running.promises import COMMENT, Unkept, promised

# What would differ from one machine or run to the next: an object's address, a path from the root.
PRIVATE = re.compile(r"0x[0-9a-f]+|\bobject at\b|(?<![\w.:/])/(?:[\w.+-]+/)+")


def read(snippet: str) -> bytes:
    return (SNIPPETS / snippet).read_bytes()


BROKEN = [snippet for snippet in all_snippets() if COMMENT.search(read(snippet).decode())]
every_snippet = pytest.mark.parametrize("snippet", all_snippets())


@every_snippet
def test_a_snippet_does_what_it_says(snippet):
    try:
        expectations.check(read(snippet), run_snippet(snippet), PurePath(snippet).name)
    except Unkept as error:
        fail_with([f"snippets/{snippet}: {error}"])


# Those of the error page: what every snippet prints was recorded from the interpreter (test_transcripts), and each
# comparison here costs an import of torch.
@pytest.mark.parametrize("snippet", [path for path in all_snippets() if path.startswith("index/")])
def test_a_snippet_run_by_the_interpreter_prints_the_same(snippet):
    run = run_snippet(snippet)
    assert run_by_interpreter(snippet) == (run.transcript, run.status)


def test_every_snippet_keeps_to_the_rules():
    fail_with(problem for snippet in all_snippets() for problem in broken_rules(snippet, read(snippet)))


@pytest.mark.parametrize(
    ("line", "program", "rule"),
    [
        (2, "x = 1\ny = '\u00e9'\n", "plain ASCII"),
        (MOST_LINES + 1, "print()\n" * (MOST_LINES + 1), "at most"),
        (2, "x = 1\ny = 2  # two\n", "no comment"),
        (1, "x: int = 1\n", "no type hint"),
        (2, "\ndef f(x: int):\n    pass\n", "no type hint"),
        (1, "def f() -> int:\n    pass\n", "no type hint"),
        (1, '"""A docstring."""\n', "no docstring"),
        (2, "def f():\n    'A docstring.'\n", "no docstring"),
        (2, "\nif __name__ == '__main__':\n    pass\n", "no main guard"),
        (1, "import numpy as np\n", "torch and the standard library"),
        (2, "import math\nfrom torchvision.ops import nms\n", "torch and the standard library"),
        (1, "from . import x\n", "torch and the standard library"),
    ],
)
def test_a_broken_rule_is_found(line, program, rule):
    (problem,) = broken_rules("page/planted.py", program.encode())
    assert problem.startswith(f"snippets/page/planted.py:{line}: expected {rule}")


@every_snippet
def test_a_transcript_shows_no_address_or_path_of_the_machine(snippet):
    assert PRIVATE.findall(run_snippet(snippet).transcript) == []


@pytest.mark.parametrize("text", ["<MulBackward0 object at 0x7f12>", 'File "/usr/lib/x.py", line 1', "in /tmp/a/b"])
def test_an_address_or_a_path_is_found(text):
    assert PRIVATE.search(text)


@pytest.mark.parametrize("text", ['File "torch/_tensor.py", line 1', "https://pytorch.org/docs/x", "and/or/both 1 / 2"])
def test_other_slashes_are_let_be(text):
    assert not PRIVATE.search(text)


@pytest.mark.parametrize("snippet", [snippet for snippet in all_snippets() if PurePath(snippet).name == "error.py"])
def test_error_py_announces_an_error(snippet):
    assert promised(read(snippet)).raises


@pytest.mark.parametrize("snippet", BROKEN)
def test_each_repair_of_a_snippet_is_noticed(snippet, tmp_path):
    for repair in repairs.ALL:
        path = tmp_path / repair.__name__ / PurePath(snippet).name
        path.parent.mkdir()
        path.write_text(repair(read(snippet).decode()))
        with pytest.raises(Unkept):
            expectations.check(path.read_bytes(), run_program(path), path.name)


@pytest.mark.parametrize("snippet", BROKEN)
def test_a_snippet_copied_as_it_is_passes_where_its_repairs_fail(snippet, tmp_path):
    path = tmp_path / PurePath(snippet).name
    path.write_bytes(read(snippet))
    assert expectations.check(path.read_bytes(), run_program(path), path.name).raises
