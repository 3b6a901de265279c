"""A worker ends when it is told to, whatever it does at that moment, and so does the program that it runs."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import venv
from pathlib import Path

import pytest
from watching import PATIENCE, has_ended, wait_until, write

from project import ROOT
from running import pool
from running.pool import Pool, WorkerError
from running.runner import Runner, RunnerError, environment

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="without fork, there is no worker")
# A worker without torch, in which SIGTERM arrives while it forks: there an exception that a handler raises is lost.
TERMINATED_IN_A_FORK = """
import os, signal, sys
sys.path.insert(0, {hooks!r})
from running import worker
worker.warm_up = lambda: None
os.register_at_fork({moment}=lambda: os.kill(os.getpid(), signal.SIGTERM))
os.register_at_fork(after_in_child=lambda: open({child!r}, "w").write(str(os.getpid())))
worker.serve([int(sys.argv[1])])
"""


@pytest.mark.parametrize("moment", ["before", "after_in_parent"])
def test_sigterm_during_a_fork_is_not_lost(tmp_path, moment):
    forever = tmp_path / "forever.py"
    forever.write_text("import time\ntime.sleep(600)\n")
    child = tmp_path / "child"
    ours, theirs = socket.socketpair()
    with ours, theirs:
        worker = subprocess.Popen(
            [
                sys.executable,
                "-c",
                TERMINATED_IN_A_FORK.format(hooks=str(ROOT / "hooks"), moment=moment, child=str(child)),
                str(theirs.fileno()),
            ],
            pass_fds=[theirs.fileno()],
            start_new_session=True,
        )
        theirs.close()
        try:
            ours.sendall(f'{{"path": "{forever}", "seconds": 600, "bytes": {2**30}}}\n'.encode())
            assert worker.wait(PATIENCE) == 0
        finally:
            worker.kill()
            worker.wait()
    if child.exists() and child.read_text():  # else it was ended before it could tell
        wait_until(lambda: has_ended(int(child.read_text())))


@pytest.fixture
def runner():
    runner = Runner(fork=True, seconds=600)
    yield runner
    runner.stop()


def test_a_worker_that_does_not_answer_is_killed(runner, tmp_path, monkeypatch):
    """A stopped process handles no signal but one. Both are stopped, since either may keep the runner waiting."""
    monkeypatch.setattr(pool, "GRACE", 0.5)
    programs = [tmp_path / "a.py", tmp_path / "b.py"]
    for program in programs:
        program.write_text("import os, signal\nos.kill(os.getppid(), signal.SIGSTOP)\n")
    runner.start()
    group = worker_group()
    runner.prefetch(programs)
    failures = []

    def wait_for(program: Path) -> None:
        try:
            runner.run(program)
        except RunnerError as error:
            failures.append(str(error))

    waiting = [threading.Thread(target=wait_for, args=(program,)) for program in programs]
    for thread in waiting:
        thread.start()
    wait_until(lambda: states_of(group) == "TT")
    runner.stop()
    for thread in waiting:
        thread.join(PATIENCE)
    assert [failure for failure in failures if f"ended with status -{signal.SIGKILL.value}" not in failure] == []
    assert len(failures) == 2
    wait_until(lambda: states_of(group) in ("", "Z", "ZZ"))


def worker_group() -> int:
    """The process group of the worker that this process started last."""
    found = subprocess.run(
        ["pgrep", "-P", str(os.getpid()), "-n", "-f", "worker.py"], stdout=subprocess.PIPE, text=True
    )
    return int(found.stdout)


def states_of(group: int) -> str:
    """The state of each process of a group, a letter each."""
    found = subprocess.run(["ps", "-e", "-o", "pgid=,stat="], stdout=subprocess.PIPE, text=True, check=True)
    rows = [line.split() for line in found.stdout.splitlines()]
    return "".join(state[0] for leader, state in rows if int(leader) == group)


def test_a_pool_that_was_stopped_starts_no_worker():
    """A thread that comes too late would start one which nobody ends."""
    stopped = Pool(1, environment(), sys.executable)
    stopped.stop()
    with pytest.raises(WorkerError, match="was stopped"):
        stopped.ask({})


@pytest.fixture
def without_torch(tmp_path, monkeypatch):
    """An environment in which nothing is installed."""
    venv.create(tmp_path / "environment", symlinks=True)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "environment" / "bin" / "python"))


@pytest.mark.usefixtures("without_torch")
def test_a_worker_without_torch_is_an_error(tmp_path, capfd):
    runner = Runner(fork=True, seconds=PATIENCE)
    runner.start()
    path = write(tmp_path / "error.py", "print(1)")
    try:
        for _ in range(2):  # it stays one, and does not hang
            with pytest.raises(RunnerError, match=r"ended with status 1; .* Is torch installed in this environment\?"):
                runner.run(path)
    finally:
        runner.stop()
    assert "No module named 'torch'" in capfd.readouterr().err


def test_a_worker_that_was_killed_is_replaced(tmp_path):
    """So the program that killed it, if asked for again, runs, as does any other. In the end, no worker is left."""
    (tmp_path / "page").mkdir()
    first = f"import os, pathlib\nflag = pathlib.Path({str(tmp_path / 'flag')!r})\n"
    program = first + "if not flag.exists():\n    flag.touch()\n    os.kill(os.getppid(), 9)\nprint('again')"
    path = write(tmp_path / "page" / "error.py", program)
    runner = Runner(fork=True, seconds=PATIENCE)
    try:
        with pytest.raises(RunnerError, match="ended with status -9"):
            runner.run(path)
        assert runner.run(path).transcript == "again\n"
        pid = int(runner.run(write(tmp_path / "after.py", "import os\nprint(os.getppid())")).transcript)
        assert not has_ended(pid)
    finally:
        runner.stop()
    wait_until(lambda: has_ended(pid))
