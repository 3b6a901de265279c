"""A snippet keeps its promise or does not, and the message says which and how."""

from __future__ import annotations

import os

import pytest
from watching import write

from programs import run_program
from running.expectations import check, raised
from running.promises import Raised, Unkept
from running.run import Run
from running.runner import Runner

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="the limits and signals planted here are POSIX's")

# To the letter what Python prints of ``raise ValueError('no')`` on line 3.
TRACEBACK = """Traceback (most recent call last):
  File "planted.py", line 3, in <module>
    raise ValueError("no")
ValueError: no"""

FAULTS = [
    pytest.param(
        "print(1)\nint('1')  # ValueError: no\n",
        "ValueError: no (line 2)",
        "it ran to its last line and raised nothing",
        id="raises-nothing",
    ),
    pytest.param(
        "raise TypeError('no')  # ValueError: no\n",
        "ValueError: no (line 1)",
        "TypeError: no (line 1)",
        id="raises-another-type",
    ),
    pytest.param(
        "raise ValueError('no, not so')  # ValueError: no\n",
        "ValueError: no (line 1)",
        "ValueError: no, not so (line 1)",
        id="raises-another-message",
    ),
    pytest.param(
        "raise ValueError('no')\nprint(1)  # ValueError: no\n",
        "ValueError: no (line 2)",
        "ValueError: no (line 1)",
        id="raises-on-another-line",
    ),
    pytest.param(
        "print(1)\nraise ValueError('no')\n",
        "it to reach its last line",
        "ValueError: no (line 2)",
        id="raises-unannounced",
    ),
    pytest.param(
        "import sys\nprint(1)\nsys.exit('no')\n",
        "it to reach its last line",
        "it ended with exit status 1",
        id="exits-with-a-failure",
    ),
    pytest.param(
        "import sys\nprint(1)\nsys.exit(0)\nprint(2)\n",
        "it to reach its last line",
        "it left with exit status 0 before its last line",
        id="exits-early",
    ),
    pytest.param(
        "import os\nprint(1)\nos._exit(0)\n",
        "it to reach its last line",
        "it left with exit status 0 before its last line",
        id="leaves-without-cleaning-up",
    ),
    pytest.param("x = 1\n", "it to print something", "no output", id="prints-nothing"),
    pytest.param(
        "import os, signal\nprint(1)\nos.kill(os.getpid(), signal.SIGSEGV)\n",
        "it to reach its last line",
        "it was killed by SIGSEGV",
        id="killed-by-a-signal",
    ),
    pytest.param(
        b"print(1)\nx = '\xe9'\n",
        "UTF-8",
        "the byte 0xe9 on line 2",
        id="not-utf-8",
    ),
    pytest.param(
        "x = 1\nprint(x\n",
        "a Python program",
        "'(' was never closed (line 2)",
        id="syntax-error",
    ),
    pytest.param(
        "raise ValueError('a')  # ValueError: a\nraise ValueError('b')  # ValueError: b\n",
        "one comment that announces an exception",
        "2, on lines 1, 2",
        id="announces-two-exceptions",
    ),
    pytest.param(
        "print(1)  # wrong\nraise ValueError('a')  # ValueError: a\n",
        "an exception or a wrong result",
        "both, on lines 2, 1",
        id="announces-an-exception-and-a-wrong-result",
    ),
    pytest.param(
        'print("Traceback (most recent call last):")\n'
        "print('  File \"planted.py\", line 3, in <module>')\n"
        'print("ValueError: no")  # ValueError: no\n',
        "ValueError: no (line 3)",
        "it ran to its last line and raised nothing",
        id="prints-a-traceback",
    ),
    pytest.param(
        "import sys\nprint(TRACEBACK)\nsys.exit(1)  # ValueError: no\n",
        "ValueError: no (line 3)",
        "it ended with exit status 1, and printed that traceback itself",
        id="prints-a-traceback-and-exits",
    ),
    pytest.param(
        "import sys\nprint(TRACEBACK, file=sys.stderr)\nraise SystemExit(1)  # ValueError: no\n",
        "ValueError: no (line 3)",
        "it ended with exit status 1, and printed that traceback itself",
        id="prints-a-traceback-and-raises-the-exit",
    ),
    pytest.param(
        "import sys\n\nsys.exit(TRACEBACK)  # ValueError: no\n",
        "ValueError: no (line 3)",
        "it ended with exit status 1, and printed that traceback itself",
        id="exits-with-a-traceback",
    ),
    pytest.param(
        "import os\nprint(TRACEBACK)\nos._exit(1)  # ValueError: no\n",
        "ValueError: no (line 3)",
        "it ended with exit status 1, and printed that traceback itself",
        id="prints-a-traceback-and-leaves",
    ),
    pytest.param(
        "import sys\nsys.excepthook = lambda *_: print(TRACEBACK)\n1 / 0  # ValueError: no\n",
        "ValueError: no (line 3)",
        "ZeroDivisionError: division by zero (line 3), and printed that traceback itself",
        id="prints-another-exception-than-it-raises",
    ),
    pytest.param(
        "class ValueError(Exception): pass\n\nraise ValueError('no')  # ValueError: no\n",
        "ValueError: no (line 3)",
        "__main__.ValueError: no (line 3), and printed that traceback itself",
        id="raises-a-type-of-its-own-by-that-name",
    ),
    pytest.param(
        "import sys\nsys.excepthook = lambda *_: None\nraise ValueError('no')  # ValueError: no\n",
        "ValueError: no (line 3)",
        "ValueError: no (line 3), and no traceback that says so",
        id="raises-and-hides-it",
    ),
    pytest.param(
        "import os\nprint(1)\nos._exit(93)\n",
        "it to reach its last line",
        "it ended with exit status 93",
        id="leaves-with-a-status-of-its-own",
    ),
    pytest.param(
        "while True:\n    print('again')\n",
        "it to reach its last line",
        "it wrote more than 1048576 bytes",
        id="prints-without-end",
    ),
]


def run_anew(path):
    runner = Runner(fork=False)
    try:
        return runner.run(path)
    finally:
        runner.stop()


@pytest.fixture(params=[run_program, run_anew], ids=["fork", "new-interpreter"])
def fork_or_not(request):
    """Both ways to run a program."""
    return request.param


@pytest.mark.parametrize(("program", "expected", "got"), FAULTS)
def test_a_bad_snippet_is_found(tmp_path, fork_or_not, program, expected, got):
    path = tmp_path / "planted.py"
    if isinstance(program, str):
        program = program.replace("TRACEBACK", repr(TRACEBACK)).encode()
    path.write_bytes(program)
    with pytest.raises(Unkept) as caught:
        check(path.read_bytes(), fork_or_not(path), path.name)
    head, _, output = str(caught.value).partition("\nits output:\n")
    assert head == f"expected {expected}\ngot      {got}"
    assert all(line.startswith("  | ") for line in output.splitlines()), "its output must be told from the message"
    assert str(tmp_path) not in str(caught.value)


def test_a_snippet_that_does_not_end_is_found(tmp_path):
    path = tmp_path / "planted.py"
    path.write_text("print(1, flush=True)\nwhile True:\n    pass\n", "utf-8")
    runner = Runner(fork=False, seconds=2)
    try:
        run = runner.run(path)
    finally:
        runner.stop()
    with pytest.raises(Unkept) as caught:
        check(path.read_bytes(), run, path.name)
    assert str(caught.value) == (
        "expected it to reach its last line\ngot      it did not end before the time limit\nits output:\n  | 1"
    )


@pytest.mark.parametrize(
    "program",
    [
        pytest.param("print(1)", id="prints"),
        pytest.param("1 / 0  # ZeroDivisionError: division by zero", id="raises"),
        pytest.param("value = 1\nvalu  # NameError: name 'valu' is not defined. Did you mean: 'value'?", id="hint"),
        pytest.param("import os\nif not os.fork():\n    1 / 0\nos.wait()\nprint(1)", id="copy-of-it-raises"),
        pytest.param(
            "import sys\nsys.excepthook = lambda *_: [][0]\n1 / 0  # ZeroDivisionError: division by zero",
            id="hook-that-fails",
        ),
    ],
)
def test_a_kept_promise(tmp_path, fork_or_not, program):
    path = write(tmp_path / "error.py", program)
    run = fork_or_not(path)
    promise = check(path.read_bytes(), run, path.name)
    assert (promise.raises is None) == run.finished


def test_an_error_printed_by_a_thread_is_not_the_programs(tmp_path):
    program = (
        "import threading\n\n\ndef f():\n    raise ValueError('no')  # ValueError: no\n\n\n"
        "thread = threading.Thread(target=f)\nthread.start()\nthread.join()\nprint('end')\n"
    )
    path = write(tmp_path / "error.py", program)
    with pytest.raises(Unkept, match="it ran to its last line and raised nothing"):
        check(path.read_bytes(), run_program(path), path.name)


def test_the_message_quotes_the_end_of_a_long_output(tmp_path):
    path = write(tmp_path / "error.py", "for i in range(100):\n    print(f'line {i}', 'x' * 999)\n1 / 0\n")
    with pytest.raises(Unkept) as caught:
        check(path.read_bytes(), run_program(path), path.name)
    quoted = str(caught.value).partition("\nits output:\n")[2].splitlines()
    assert quoted[0] == "  | …"
    assert quoted[-1] == "  | ZeroDivisionError: division by zero"
    assert any(line.startswith("  | line 99 x") for line in quoted)
    assert len(quoted) == 41
    assert max(map(len, quoted)) <= len("  | ") + 200


HEAD = "Traceback (most recent call last):\n"


def transcript(*frames: tuple[str, int], error: str = "ValueError: no\n") -> str:
    return HEAD + "".join(f'  File "{file}", line {line}, in f\n    f()\n' for file, line in frames) + error


@pytest.mark.parametrize(
    ("status", "text", "line"),
    [
        pytest.param(1, transcript(("planted.py", 9), ("planted.py", 3)), 3, id="the-last-of-its-own-frames"),
        pytest.param(1, transcript(("planted.py", 3), ("a.py", 8), ("z.py", 9)), 3, id="not-that-of-a-library"),
        pytest.param(1, "before\n" + transcript(("planted.py", 3)), 3, id="what-was-printed-before"),
        pytest.param(1, transcript(("planted.py", 7)) + transcript(("planted.py", 3)), 3, id="the-last-of-two"),
        pytest.param(2, transcript(("planted.py", 3)), None, id="another-status"),
        pytest.param(0, transcript(("planted.py", 3)), None, id="no-failure"),
        pytest.param(1, transcript(("planted.py", 3)).removeprefix(HEAD), None, id="no-head"),
        pytest.param(1, "x" + transcript(("planted.py", 3)), None, id="in-the-middle-of-a-line"),
        pytest.param(1, transcript(("planted.py", 3), error=""), None, id="no-error"),
        pytest.param(1, transcript(("a.py", 3)), None, id="no-frame-of-its-own"),
    ],
)
def test_what_a_transcript_says_was_raised(status, text, line):
    run = Run(status, False, False, text)
    assert raised(run, "planted.py") == (None if line is None else Raised("ValueError: no", line))


@pytest.mark.parametrize(
    ("lines", "quoted"),
    [
        (["x" * 200] * 40, ["  | " + "x" * 200] * 40),
        (["x" * 201] * 41, ["  | …", *["  | " + "x" * 200] * 40]),
    ],
)
def test_of_its_output_the_end_is_quoted(lines, quoted):
    with pytest.raises(Unkept) as caught:
        check(b"print(1)\n", Run(2, False, False, "\n".join(lines)), "planted.py")
    assert str(caught.value).partition("\nits output:\n")[2].split("\n") == quoted
