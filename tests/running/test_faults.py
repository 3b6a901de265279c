"""Whatever a program does, it ends in bounded time, nothing of it goes on, and the next one runs as if alone."""

from __future__ import annotations

import sys
import threading
import time

import pytest
from watching import PATIENCE, has_ended, wait_until, write

from project import ROOT
from running import limits, pool
from running.expectations import check
from running.promises import Unkept
from running.runner import Runner, RunnerError

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the limits and signals planted here are Linux's")
SECONDS = 1


@pytest.fixture(scope="module")
def runner():
    runner = Runner(fork=True, seconds=SECONDS)
    yield runner
    runner.stop()


SLOW = "it did not end before the time limit"
FAULTS = {  # a program, and what the message says of it
    "sleeps-forever": ("import time\ntime.sleep(10**6)\n", SLOW),
    "stops-itself": ("import os, signal\nos.kill(os.getpid(), signal.SIGSTOP)\n", SLOW),
    "thread-that-goes-on": (
        "import threading, time\nthreading.Thread(target=time.sleep, args=(10**6,)).start()\nprint(1)\n",
        SLOW,
    ),
    "exit-function-that-does-not-end": (
        "import atexit, time\natexit.register(time.sleep, 10**6)\nprint(1)\n",
        SLOW,
    ),
    "waits-for-its-own-lock": ("import threading\nlock = threading.Lock()\nlock.acquire()\nlock.acquire()\n", SLOW),
    "ignores-every-exception": (
        "while True:\n    try:\n        while True:\n            pass\n    except BaseException:\n        pass\n",
        SLOW,
    ),
    "recursion": ("def f():\n    f()\n\n\nf()\n", "RecursionError: maximum recursion depth exceeded (line 2)"),
    "four-gigabytes": ("x = bytearray(2**32)\n", "MemoryError (line 1)"),
    "four-gigabytes-piece-by-piece": (
        "import torch\nx = []\nwhile True:\n    x.append(torch.empty(2**26))\n",
        "RuntimeError: [enforce fail at alloc_cpu",
    ),
    "four-gigabytes-of-torch": (
        "import torch\ntorch.ones(2**30)\n",
        "RuntimeError: [enforce fail at alloc_cpu.cpp",
    ),
    "four-gigabytes-shared": (
        "import mmap\nmmap.mmap(-1, 2**32)\n",
        "OSError: [Errno 12] Cannot allocate memory (line 2)",
    ),
    "writes-without-end-to-the-descriptor": (
        "import os\nwhile True:\n    os.write(1, b'x' * 2**16)\n",
        "it wrote more than 1048576 bytes",
    ),
    "one-line-without-end": (
        "import sys\nwhile True:\n    sys.stderr.write('x' * 999)\n",
        "it wrote more than 1048576 bytes",
    ),
    "makes-its-output-longer": ("import os\nos.ftruncate(1, 2**40)\n", "it wrote more than 1048576 bytes"),
    "fills-a-file": (
        "import tempfile\nwith tempfile.TemporaryFile() as file:\n    while True:\n        file.write(b'x' * 2**16)\n",
        "it wrote more than 1048576 bytes",
    ),
    "full-disk": ("with open('/dev/full', 'w') as file:\n    file.write('x')\n", "OSError: [Errno 28] No space left"),
    "output-on-a-full-disk": (
        "import os\nos.dup2(os.open('/dev/full', os.O_WRONLY), 1)\nprint(1)\n",
        "OSError: [Errno 28] No space left on device (line 3)",
    ),
    "all-output-on-a-full-disk": (
        "import os\nfor fd in 1, 2:\n    os.dup2(os.open('/dev/full', os.O_WRONLY), fd)\nprint(1)\n",
        "OSError: [Errno 28] No space left on device (line 4), and no traceback that says so",
    ),
    "closes-its-output": ("import os\nos.close(1)\nprint(1)\n", "OSError: [Errno 9] Bad file descriptor (line 3)"),
    "closes-all-output": (
        "import os\nos.close(1), os.close(2)\nprint(1)\n",
        "OSError: [Errno 9] Bad file descriptor (line 3), and no traceback that says so",
    ),
    "closes-every-descriptor-and-prints-nothing": ("import os\nos.closerange(0, 4096)\n", "no output"),
    "exit-function-that-leaves": (
        "import atexit, os\natexit.register(os._exit, 7)\nprint(1)\n",
        "it ended with exit status 7",
    ),
    "becomes-another-program": (
        "import os, sys\nos.execv(sys.executable, [sys.executable, '-c', 'print(1)'])\n",
        "it left with exit status 0 before its last line",
    ),
    "deletes-itself-and-fails": (
        "import os\nos.remove(__file__)\n1 / 0\n",
        "ZeroDivisionError: division by zero (line 3)",
    ),
    "interrupts-itself": (
        "import _thread\n_thread.interrupt_main()\nwhile True:\n    pass\n",
        "KeyboardInterrupt (line ",
    ),
    "exception-that-does-not-print": (
        "class E(Exception):\n    def __str__(self):\n        raise ValueError\n\n\nraise E\n",
        "E: <exception str() failed> (line 6)",
    ),
    "aborts": ("import os\nos.abort()\n", "it was killed by SIGABRT"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_ends_in_bounded_time_and_has_a_message(runner, tmp_path, name):
    program, expected = FAULTS[name]
    path = write(tmp_path / "error.py", program)
    source = path.read_bytes()
    runner.run(write(tmp_path / "first.py", "print(1)"))  # torch is there
    began = time.monotonic()
    run = runner.run(path)
    assert time.monotonic() - began < SECONDS + PATIENCE / 3
    with pytest.raises(Unkept) as caught:
        check(source, run, path.name)
    message = str(caught.value).partition("\nits output:\n")[0].partition("\ngot      ")[2]
    assert message.startswith(expected)
    assert len(run.transcript) <= limits.MOST_OUTPUT
    after = runner.run(write(tmp_path / "after.py", f"print({name!r})"))
    assert (after.transcript, after.finished) == (f"{name}\n", True)


# What a program may do with how it leaves: each as the interpreter has it, which test_runner.py's way of asking shows.
EXITS = {
    "none": "None",
    "false": "False",
    "minus-one": "-1",
    "256": "256",
    "more-than-64-bits": "2**70",
    "less-than-64-bits": "-(2**70)",
    "float": "1.0",
    "two": "(1, 2)",
    "exception": "ValueError('no')",
    "does-not-print": "type('E', (), {'__str__': lambda self: 1 / 0})()",
}


@pytest.mark.parametrize("name", EXITS)
def test_an_odd_exit_is_no_end_and_as_python_has_it(runner, tmp_path, name):
    path = write(tmp_path / "error.py", f"import sys\nprint(1)\nsys.exit({EXITS[name]})\n")
    command = f"[sys.executable, {path.name!r}], capture_output=True"
    child = f"import subprocess, sys\nprint(subprocess.run({command}).returncode)"
    expected = int(runner.run(write(tmp_path / "ask.py", child)).transcript)
    run = runner.run(path)
    assert (run.status, run.finished, run.exception) == (expected, False, "")
    with pytest.raises(Unkept):
        check(path.read_bytes(), run, path.name)


def test_what_a_stream_of_its_own_holds_is_not_lost(runner, tmp_path):
    program = "import sys\nsys.stdout = open(1, 'w', closefd=False)\nprint('kept')\n"
    assert runner.run(write(tmp_path / "error.py", program)).transcript == "kept\n"


# Nothing of a program goes on.

BEHIND = {
    "child": "subprocess.Popen(SLEEP)",
    "child-of-its-own-session": "subprocess.Popen(SLEEP, start_new_session=True)",
    "daemon": "subprocess.Popen([sys.executable, '-c', f'import subprocess; subprocess.Popen({SLEEP!r}, "
    "start_new_session=True)'], start_new_session=True).wait()",
}


@pytest.mark.parametrize("ends", ["", "\ntime.sleep(600)"], ids=["ends", "is-ended"])
@pytest.mark.parametrize("name", BEHIND)
def test_no_process_is_left(runner, tmp_path, name, ends):
    pid = tmp_path / "pid"
    sleep = f"import os, time; open({str(pid)!r}, 'w').write(str(os.getpid())); time.sleep(600)"
    program = f"import os, subprocess, sys, time\nSLEEP = [sys.executable, '-c', {sleep!r}]\n{BEHIND[name]}\n"
    program += (
        f"while not os.path.exists({str(pid)!r}) or not open({str(pid)!r}).read(): time.sleep(0.01)\nprint(1){ends}\n"
    )
    run = runner.run(write(tmp_path / "error.py", program))
    assert pid.exists() or run.timed_out, run.transcript
    if pid.exists() and pid.read_text():
        wait_until(lambda: has_ended(int(pid.read_text())))


def test_processes_are_bounded(runner, tmp_path):
    """Here by few, in a process that takes little. Root has no bound, and so becomes somebody else."""
    assert (
        "-1"
        not in runner.run(
            write(tmp_path / "ask.py", "import resource\nprint(*resource.getrlimit(resource.RLIMIT_NPROC))")
        ).transcript.split()
    )
    program = f"""
        import os, sys, time
        sys.path.insert(0, {str(ROOT / "hooks")!r})
        from running import limits
        limits.MOST_PROCESSES = 8
        limits.threads_of = lambda user, threads_of=limits.threads_of: threads_of(user or 65534)
        limits.limit_processes()
        if not os.getuid():
            os.setuid(65534)
        started = 0
        try:
            while started < 99:
                if not os.fork():
                    time.sleep(600)
                started += 1
        except OSError as error:
            print(type(error).__name__, 5 < started < 12)
    """
    path = write(tmp_path / "bomb.py", program)
    start = f"import subprocess, sys\nsys.exit(subprocess.run([sys.executable, {str(path)!r}]).returncode)\n"
    run = runner.run(write(tmp_path / "error.py", start))
    assert (run.transcript, run.status) == ("BlockingIOError True\n", 0)


# What a program does to the process that runs it.


@pytest.mark.parametrize("number", ["SIGKILL", "SIGTERM"])
def test_a_program_that_kills_its_worker_is_named_and_no_other_is_lost(tmp_path, number):
    runner = Runner(fork=True, seconds=PATIENCE)
    pid = tmp_path / "pid"
    other = write(tmp_path / "other.py", "import time\ntime.sleep(1)\nprint('other')")
    killer = write(
        tmp_path / "killer.py",
        f"""
        import os, signal, time
        open({str(pid)!r}, "w").write(str(os.getpid()))
        time.sleep(0.3)
        os.kill(os.getppid(), signal.{number})
        time.sleep(600)
        """,
    )
    try:
        runner.prefetch([other, killer])
        with pytest.raises(RunnerError, match=rf"it ran {tmp_path.name}/killer.py, which ended it"):
            runner.run(killer)
        assert runner.run(other).transcript == "other\n"
    finally:
        runner.stop()
    wait_until(lambda: has_ended(int(pid.read_text())))


def test_a_program_that_stops_its_worker_does_not_stop_the_build(tmp_path, monkeypatch):
    monkeypatch.setattr(pool, "GRACE", 0.5)
    runner = Runner(fork=True, seconds=PATIENCE)
    failures = []

    def ask() -> None:
        with pytest.raises(RunnerError, match=f"it ran {tmp_path.name}/error.py, which ended it") as caught:
            runner.run(path)
        failures.append(caught.value)

    try:
        runner.run(write(tmp_path / "first.py", "print(1)"))  # torch is there
        monkeypatch.setattr(pool, "PATIENCE", 1)
        monkeypatch.setattr(runner, "seconds", SECONDS)
        path = write(tmp_path / "error.py", "import os, signal\nos.kill(os.getppid(), signal.SIGSTOP)\n")
        thread = threading.Thread(target=ask, daemon=True)
        thread.start()
        thread.join(PATIENCE)
        assert failures
        monkeypatch.setattr(pool, "PATIENCE", PATIENCE)
        assert runner.run(write(tmp_path / "after.py", "print('after')")).finished
    finally:
        runner.stop()
