"""A program that the engine runs behaves as ``python error.py`` does in its folder, and touches no other program."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import sysconfig

import pytest
from watching import PATIENCE, has_ended, wait_until, write

from running.run import Run, trim
from running.runner import Runner, environment

HAS_FORK = hasattr(os, "fork")
needs_fork = pytest.mark.skipif(not HAS_FORK, reason="without fork, each program has an interpreter of its own")
BOTH_WAYS = [pytest.param(True, marks=needs_fork), False]


@pytest.fixture(scope="module")
def forking():
    """The way that shares a process between programs, and so could let one change another."""
    runner = Runner(fork=True, seconds=PATIENCE)
    yield runner
    runner.stop()


@pytest.fixture(scope="module", params=BOTH_WAYS, ids=["fork", "new-interpreter"])
def runner(request):
    """Both ways to run a program; what a program does must not tell them apart."""
    if request.param:
        yield request.getfixturevalue("forking")
    else:
        runner = Runner(fork=False, seconds=PATIENCE)
        yield runner
        runner.stop()


@pytest.fixture
def impatient(runner, monkeypatch):
    """A short time limit, but long enough for an interpreter to start on a busy machine."""
    monkeypatch.setattr(runner, "seconds", 1)
    return runner


@pytest.fixture
def run(runner, tmp_path):
    """Write a program and run it."""

    def write_and_run(program: str, name: str = "error.py") -> Run:
        return runner.run(write(tmp_path / name, program))

    return write_and_run


# What a program sees and does: the same as under ``python error.py``.


@pytest.mark.parametrize(
    "program",
    [
        pytest.param(
            "import os, sys\nprint(sys.argv, __name__, *map(os.path.isabs, (*sys.argv, __file__)))", id="names"
        ),
        pytest.param("import os, sys\nprint(os.getcwd(), sys.path[0])", id="folder"),
        pytest.param("import sys\nprint(repr(sys.stdin.read()), sys.stdin.isatty())", id="stdin-is-empty"),
        pytest.param("input()", id="input-ends"),
        pytest.param(
            "import __main__\nx = 1\nprint(__main__.x, [name for name in globals() if name[0] != '_'])", id="globals"
        ),
        pytest.param("print(__doc__, __package__, __spec__, __builtins__)", id="module-attributes"),
        pytest.param("import helper\nhelper.say()", id="module-beside-it"),
        pytest.param("def f():\n    1 / 0\n\n\nf()", id="traceback"),
        pytest.param("try:\n    1 / 0\nexcept ZeroDivisionError as e:\n    raise ValueError('x') from e", id="cause"),
        pytest.param("raise ValueError('two\\nlines')", id="message-of-two-lines"),
        pytest.param("print('before')\nx = (", id="syntax-error"),
        pytest.param("import json\njson.loads('no')", id="frames-of-the-standard-library"),
        pytest.param("import sys\nsys.exit()", id="exit-without-status"),
        pytest.param("import sys\nsys.exit(0)", id="exit-0"),
        pytest.param("import sys\nsys.exit(3)", id="exit-3"),
        pytest.param("import sys\nsys.exit(True)", id="exit-true"),
        pytest.param("import sys\nsys.exit('text')", id="exit-with-text"),
        pytest.param("import os\nos._exit(4)", id="leave-at-once"),
        pytest.param("import os, signal\nos.kill(os.getpid(), signal.SIGTERM)", id="killed"),
        pytest.param("import atexit\natexit.register(print, 'at exit')\nprint('end')", id="atexit"),
        pytest.param(
            "import threading, time\nthreading.Thread(target=lambda: (time.sleep(0.1), print('thread'))).start()\n"
            "print('end')",
            id="thread-is-waited-for",
        ),
        pytest.param("import warnings\nwarnings.warn('careful')", id="warning"),
        pytest.param("import os\nos.system('echo from a child')\nprint('end')", id="output-of-a-child"),
        pytest.param("print('标量 ∂')", id="not-ascii"),
        pytest.param("import sys\nsys.stdout.buffer.write(b'\\xff\\n')", id="not-utf-8"),
        pytest.param("import sys\nprint(sys.stdout.isatty(), sys.stdout.encoding, sys.stderr.errors)", id="streams"),
        pytest.param(
            "import torch\ntorch.manual_seed(0)\nprint(torch.rand(3), torch.get_num_threads())\n"
            "print(torch.ones(10**6).exp().sum())\ntorch.ones(2, requires_grad=True).backward()",
            id="torch",
        ),
    ],
)
def test_a_program_does_what_python_does(runner, tmp_path, program):
    """The interpreter itself, asked for the same program in the same folder, says what is right."""
    write(tmp_path / "helper.py", "def say():\n    print('helped')\n")
    path = write(tmp_path / "error.py", program + "\n")
    python = subprocess.run(
        [sys.executable, path.name],
        cwd=tmp_path,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env=environment(),
        timeout=60,
        check=False,
    )
    run = runner.run(path)
    expected = trim(python.stdout.decode("utf-8", errors="backslashreplace"), tmp_path)
    assert (run.transcript, run.status) == (expected, python.returncode)


def test_a_tool_runs_a_program_in_its_place_until_one_of_them_changes(runner, tmp_path):
    """As ``python TOOL.py OPTION… NAME.py`` in the program's folder."""
    (tmp_path / "tools").mkdir()
    path = write(tmp_path / "error.py", "print('program')")
    tool = write(tmp_path / "tools" / "tool.py", "import os, sys\nprint(sys.argv[1:], __name__, sorted(os.listdir()))")
    through = str(tool), "--lang", "zh"
    for _ in range(2):
        assert runner.run(path, through).transcript == "['--lang', 'zh', 'error.py'] __main__ ['error.py', 'tools']\n"
    assert runner.run(path).transcript == "program\n"
    write(tool, "print('another tool')")
    assert runner.run(path, through).transcript == "another tool\n"


def test_stdout_and_stderr_stand_in_the_order_written(run):
    program = """
        import os, sys
        for i in range(3):
            print("out", i)
            print("err", i, file=sys.stderr)
            os.write(1, b"direct\\n")
    """
    assert run(program).transcript == "".join(f"out {i}\nerr {i}\ndirect\n" for i in range(3))


@pytest.mark.parametrize(
    ("program", "status", "finished", "ending"),
    [
        ("print(1)", 0, True, None),
        ("import sys; sys.exit(0)", 0, False, "left with exit status 0 before its last line"),
        ("import os; os._exit(0)", 0, False, "left with exit status 0 before its last line"),
        ("import sys; sys.exit('text')", 1, False, "ended with exit status 1"),
        ("import sys; sys.exit(300)", 44, False, "ended with exit status 44"),
        ("1 / 0", 1, False, "ended with exit status 1"),
        ("import os; os.abort()", -6, False, "was killed by SIGABRT"),
        ("while True: print('x' * 99)", -25, False, "wrote more than 1048576 bytes"),
    ],
)
@pytest.mark.skipif(sys.platform != "linux", reason="the numbers of signals are Linux's")
def test_how_a_program_ends(run, program, status, finished, ending):
    result = run(program)
    assert (result.status, result.finished, result.timed_out) == (status, finished, False)
    assert ending is None or result.ending() == ending


class TestTimeLimit:
    def test_it_ends_a_program_and_all_that_it_started(self, impatient, tmp_path):
        path = write(
            tmp_path / "error.py",
            """
            import os, subprocess, sys
            child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
            print(os.getpid(), child.pid)
            child.wait()
            """,
        )
        run = impatient.run(path)
        assert run.timed_out
        assert not run.finished
        assert run.ending() == "did not end before the time limit"
        for pid in map(int, run.transcript.split()):
            wait_until(lambda pid=pid: has_ended(pid))

    def test_the_next_program_runs(self, impatient, tmp_path, monkeypatch):
        assert impatient.run(write(tmp_path / "a.py", "while True: pass")).timed_out
        monkeypatch.setattr(impatient, "seconds", PATIENCE)
        run = impatient.run(write(tmp_path / "b.py", "print('next')"))
        assert (run.transcript, run.finished, run.timed_out) == ("next\n", True, False)

    def test_a_program_cannot_ignore_it(self, impatient, tmp_path):
        program = """
            import signal, time
            for number in signal.valid_signals() - {signal.SIGKILL, signal.SIGSTOP}:
                signal.signal(number, signal.SIG_IGN)
            time.sleep(600)
        """
        assert impatient.run(write(tmp_path / "error.py", program)).timed_out


@pytest.mark.skipif(os.name != "posix", reason="only here has a program a process group")
def test_a_process_left_running_is_killed_and_not_waited_for(run):
    program = """
        import subprocess, sys
        print(subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"]).pid)
    """
    result = run(program)
    assert result.finished
    assert not result.timed_out
    wait_until(lambda: has_ended(int(result.transcript)))


@needs_fork
@pytest.mark.skipif(sys.platform != "linux", reason="only Linux bounds this memory")
def test_memory_limit(forking, tmp_path, monkeypatch):
    monkeypatch.setattr(forking, "extra_bytes", 2**26)
    little = forking.run(write(tmp_path / "little.py", "import torch\nprint(len(torch.ones(2**22)))"))
    much = forking.run(write(tmp_path / "much.py", "import torch\nprint(len(torch.ones(2**26)))"))
    after = forking.run(write(tmp_path / "after.py", "print('after')"))
    assert little.finished, little.transcript
    assert "allocate" in much.transcript.splitlines()[-1]
    assert after.finished


# Nothing that a program does reaches another.

LOOK = """
import builtins, gc, os, random, signal, sys, threading, torch
print(sorted(globals()))
print(len("four"), hasattr(builtins, "planted"))
print(torch.initial_seed(), torch.rand(2), random.Random(1).random())
print(torch.get_default_dtype(), torch.tensor(1 / 3), torch.is_grad_enabled(), torch.get_num_threads())
print(torch.are_deterministic_algorithms_enabled(), hasattr(torch, "planted"), torch.ones(2).sum())
print("PLANTED" in os.environ, os.path.basename(os.getcwd()), "planted" in sys.path, sys.argv)
print("helper" in sys.modules, sys.getrecursionlimit(), sys.displayhook is sys.__displayhook__)
print(sys.excepthook is sys.__excepthook__, sys.stdout is sys.__stdout__)
print(signal.getsignal(signal.SIGTERM) == signal.SIG_DFL, threading.active_count(), gc.isenabled(), os.umask(0o22))
print(sorted(int(number) for number in os.listdir("/proc/self/fd")) if sys.platform == "linux" else "")
"""


@pytest.mark.parametrize(
    "deed",
    [
        pytest.param("planted = len = print = None", id="globals"),
        pytest.param("import builtins\nbuiltins.len = builtins.planted = lambda *_: 7", id="builtins"),
        pytest.param("import torch\ntorch.manual_seed(7)\ntorch.rand(9)", id="seed"),
        pytest.param("import torch\ntorch.rand(9)", id="random-numbers-drawn"),
        pytest.param("import torch\ntorch.set_default_dtype(torch.float64)", id="default-dtype"),
        pytest.param("import torch\ntorch.set_printoptions(precision=1)", id="print-options"),
        pytest.param("import torch\ntorch.set_grad_enabled(False)", id="grad-disabled"),
        pytest.param("import torch\ntorch.use_deterministic_algorithms(True)", id="deterministic-algorithms"),
        pytest.param("import torch\ntorch.set_num_threads(1)", id="number-of-threads"),
        pytest.param("import torch\ntorch.planted = 1\ntorch.Tensor.sum = lambda self: 7", id="torch-patched"),
        pytest.param("import os\nos.environ['PLANTED'] = '1'", id="environment"),
        pytest.param("import os\nos.chdir('/')\nos.umask(0o77)", id="working-directory"),
        pytest.param("import sys\nsys.path.insert(0, 'planted')\nsys.argv.append('x')", id="sys"),
        pytest.param("import sys\nsys.setrecursionlimit(99)\nsys.displayhook = print", id="interpreter-settings"),
        pytest.param("import sys\nsys.modules['helper'] = sys.modules['torch'] = sys", id="modules"),
        pytest.param("import signal\nsignal.signal(signal.SIGTERM, signal.SIG_IGN)", id="signal-handlers"),
        pytest.param("import gc\ngc.disable()", id="garbage-collector"),
        pytest.param("files = [open(__file__) for _ in range(50)]", id="files-left-open"),
        pytest.param("import os\nfor fd in 0, 1, 2: os.close(fd)", id="streams-closed"),
        pytest.param("import sys\nsys.stdout = sys.stderr = None", id="streams-replaced"),
        pytest.param("import sys\nsys.stdout.close()", id="stdout-closed"),
        pytest.param(
            "import threading, time\nthreading.Thread(target=time.sleep, args=(600,), daemon=True).start()",
            id="daemon-thread",
        ),
        pytest.param("import atexit\natexit.register(print, 'late')", id="atexit"),
        pytest.param("import os, signal\nos.kill(os.getpid(), signal.SIGKILL)", id="killed"),
        pytest.param("import os\nos.fork()", id="fork"),
        pytest.param("import ctypes\nctypes.string_at(0)", id="segmentation-fault"),
        pytest.param("import sys\nsys.excepthook = lambda *_: None\n1 / 0", id="excepthook"),
        pytest.param("import signal\nsignal.setitimer(signal.ITIMER_REAL, 0.001)\nwhile True: pass", id="alarm"),
    ],
)
@needs_fork
def test_a_program_does_not_change_another(forking, tmp_path, deed):
    """A worker that did nothing before says what the program after must see."""
    before = forking.run(write(tmp_path / "before.py", LOOK))
    assert before.finished, before.transcript
    forking.run(write(tmp_path / "deed.py", deed))
    after = forking.run(write(tmp_path / "after.py", LOOK))
    assert after.transcript.replace("after.py", "before.py") == before.transcript


@needs_fork
def test_a_program_does_not_change_our_own_process(forking, tmp_path):
    here = os.getcwd(), dict(os.environ), list(sys.path), os.getpid()
    forking.run(write(tmp_path / "error.py", "import os, sys\nos.chdir('/')\nos.environ.clear()\nsys.path.clear()"))
    assert here == (os.getcwd(), dict(os.environ), list(sys.path), os.getpid())


# How often a program runs.


class TestRuns:
    def test_once_for_as_long_as_the_file_does_not_change(self, runner, tmp_path):
        path = write(tmp_path / "error.py", "import os\nprint(os.getpid())")
        before = runner.count
        runs = {runner.run(path) for _ in range(3)}
        assert len(runs) == 1
        os.utime(path, (1, 1))  # a new date is no change
        assert runner.run(path) in runs
        assert runner.count == before + 1

    def test_again_if_the_file_changed(self, runner, tmp_path):
        path = tmp_path / "error.py"
        before = runner.count
        for text in ("one", "two", "one"):
            assert runner.run(write(path, f"print('{text}')")).transcript == f"{text}\n"
        assert runner.count == before + 3

    def test_each_file_by_itself(self, runner, tmp_path):
        """The same text in two folders is two programs: each may read what is beside it."""
        for name in ("a", "b"):
            (tmp_path / name).mkdir()
            write(tmp_path / name / "helper.py", f"name = '{name}'")
            path = write(tmp_path / name / "error.py", "import helper\nprint(helper.name)")
            assert runner.run(path).transcript == f"{name}\n"

    def test_ahead_of_time(self, runner, tmp_path):
        paths = [write(tmp_path / f"{i}.py", f"open('ran', 'a').write('{i}')\nprint({i})") for i in range(3)]
        before = runner.count
        runner.prefetch(paths)
        assert [runner.run(path).transcript for path in reversed(paths)] == ["2\n", "1\n", "0\n"]
        ran = (tmp_path / "ran").read_text()
        assert sorted(ran) == ["0", "1", "2"]
        assert ran[0] != "2", "the third begins when one of the first two has ended"
        assert runner.count == before + 3


# The machine and its settings do not show.


def test_text_is_utf_8_whatever_the_locale(run):
    assert run("import sys\nprint(sys.flags.utf8_mode)").transcript == "1\n"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PYTHONWARNINGS", "error"),
        ("PYTHONOPTIMIZE", "2"),
        ("PYTHONVERBOSE", "1"),
        ("PYTHONIOENCODING", "latin-1"),
        ("PYTHONSTARTUP", "planted.py"),
        ("PYTHON_COLORS", "1"),
        ("FORCE_COLOR", "1"),
        ("TORCH_SHOW_CPP_STACKTRACES", "1"),
        ("OMP_NUM_THREADS", "7"),
        ("OMP_DISPLAY_ENV", "TRUE"),
        ("MKL_NUM_THREADS", "1"),
        ("MKL_VERBOSE", "1"),
        ("ONEDNN_VERBOSE", "1"),
        ("ATEN_CPU_CAPABILITY", "avx2"),
        ("LC_ALL", "POSIX"),
        ("TZ", "Asia/Shanghai"),
    ],
)
def test_a_variable_of_the_caller_does_not_reach_a_program(monkeypatch, tmp_path, name, value):
    monkeypatch.setenv(name, value)
    runner = Runner(fork=False, seconds=PATIENCE)
    try:
        run = runner.run(write(tmp_path / "error.py", f"import os\nprint(os.environ.get('{name}'))"))
    finally:
        runner.stop()
    assert run.transcript == f"{environment().get(name)}\n" != f"{value}\n"


@pytest.mark.parametrize("fork", BOTH_WAYS, ids=["fork", "new-interpreter"])
def test_a_program_can_be_interrupted_where_its_caller_cannot(tmp_path, fork):
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    runner = Runner(fork=fork, seconds=PATIENCE)
    try:
        run = runner.run(write(tmp_path / "error.py", "import signal\nsignal.raise_signal(signal.SIGINT)"))
    finally:
        signal.signal(signal.SIGINT, before)
        runner.stop()
    assert run.exception == "KeyboardInterrupt (line 2)"


@needs_fork
@pytest.mark.parametrize("fork", [True, False], ids=["fork", "new-interpreter"])
def test_settings_of_the_caller_do_not_show(monkeypatch, tmp_path, forking, fork):
    """The variables that matter most, by what they would do. A stub on PYTHONPATH would be taken for torch."""
    (tmp_path / "stubs").mkdir()
    write(tmp_path / "stubs" / "torch.py", "raise ImportError('the stub')")
    path = write(
        tmp_path / "error.py",
        """
        import torch, warnings
        assert __debug__
        warnings.warn("careful")
        print(torch.get_num_threads(), torch.backends.cpu.get_cpu_capability())
        torch.ones(2, requires_grad=True).backward()
        """,
    )
    expected = forking.run(path).transcript
    assert "UserWarning: careful" in expected
    for name, value in {
        "PYTHONPATH": str(tmp_path / "stubs"),
        "PYTHONWARNINGS": "ignore",
        "PYTHONOPTIMIZE": "1",
        "FORCE_COLOR": "1",
        "TORCH_SHOW_CPP_STACKTRACES": "1",
        "OMP_NUM_THREADS": str(torch_threads(expected) + 1),
        "ATEN_CPU_CAPABILITY": "avx2",
    }.items():
        monkeypatch.setenv(name, value)
    other = Runner(fork=fork, seconds=PATIENCE)
    try:
        assert other.run(path).transcript == expected
    finally:
        other.stop()


def torch_threads(transcript: str) -> int:
    return next(int(line.split()[0]) for line in transcript.splitlines() if line[:1].isdigit())


@needs_fork
def test_no_path_of_the_machine_in_a_traceback(forking, tmp_path):
    path = write(tmp_path / "error.py", "import torch\ntorch.ones(2, requires_grad=True).backward()")
    transcript = forking.run(path).transcript
    assert '  File "error.py", line 2, in <module>\n' in transcript
    assert '  File "torch/_tensor.py", line ' in transcript
    assert str(tmp_path) not in transcript
    assert sysconfig.get_path("purelib") not in transcript


@pytest.mark.parametrize("fork", BOTH_WAYS, ids=["fork", "new-interpreter"])
def test_what_runs_ends_with_the_runner(tmp_path, fork):
    pids = [tmp_path / "a", tmp_path / "b"]
    programs = [
        write(
            pid.with_suffix(".py"),
            f"""
            import os, time
            with open({str(pid)!r}, "w") as file:
                file.write(str(os.getpid()))
            time.sleep(600)
            """,
        )
        for pid in pids
    ]
    runner = Runner(fork=fork, seconds=600)
    runner.prefetch(programs)
    wait_until(lambda: all(pid.exists() and pid.read_text() for pid in pids))
    runner.stop()
    for pid in pids:
        wait_until(lambda pid=pid: has_ended(int(pid.read_text())))


@pytest.mark.parametrize("fork", BOTH_WAYS, ids=["fork", "new-interpreter"])
def test_what_a_program_leaves_among_temporary_files_goes_with_the_runner(tmp_path, fork):
    runner = Runner(fork=fork, seconds=PATIENCE)
    try:
        run = runner.run(write(tmp_path / "error.py", "import tempfile\nprint(tempfile.mkdtemp())"))
        assert os.path.isdir(run.transcript.strip())
    finally:
        runner.stop()
    assert not os.path.exists(run.transcript.strip())


def test_a_file_that_is_not_there(runner, tmp_path):
    with pytest.raises(FileNotFoundError):
        runner.run(tmp_path / "absent.py")
