"""Runs notebooks cell by cell, as a Jupyter kernel does, but without starting one for each: torch is imported once.

Run as a script: a JSON list of notebooks' paths comes in, and a list for each notebook goes out, with a pair for each
of its code cells: the text that it wrote, and the exception that ended it as ``Type: message``, or null.
"""

from __future__ import annotations

import io
import json
import os
import sys
import tempfile
import traceback
import warnings
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import nbformat
from IPython.core.interactiveshell import InteractiveShell

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "hooks"))
from running import worker
from running.run import trim

FILTERS = tuple(warnings.filters)  # of an interpreter that has run no cell


def run_notebook(path: str) -> list[tuple[str, str | None]]:
    """What each code cell of the notebook does; this process is not the same afterwards."""
    shell = InteractiveShell.instance()
    shell.showtraceback = lambda *_, **__: None
    shell.system = run_file
    cells = [cell.source for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code"]
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        return [run_cell(shell, source, Path(folder).resolve()) for source in cells]


def run_cell(shell: InteractiveShell, source: str, folder: Path) -> tuple[str, str | None]:
    written = io.StringIO()
    with redirect_stdout(written), redirect_stderr(written):
        result = shell.run_cell(source)
    error = result.error_before_exec or result.error_in_exec
    message = "".join(traceback.format_exception_only(error)).rstrip("\n") if error else None
    return trim(written.getvalue(), folder), message


def run_file(command: str) -> None:
    """In place of ``!python FILE``: the same in a fork of this process, where torch is there already."""
    sys.excepthook = sys.__excepthook__  # the shell has its own
    path = Path(command.split()[-1]).resolve()
    with redirect_stdout(sys.__stdout__), redirect_stderr(sys.__stderr__), warnings.catch_warnings():
        warnings.filters[:] = FILTERS  # a new interpreter does not have those of the cells, nor is its output ours
        reply = worker.fork_and_wait({"path": str(path), "seconds": 20, "bytes": 2**30})
    print(reply["output"], end="")


def run_in_fork(path: str) -> list[tuple[str, str | None]]:
    """What ``run_notebook`` gives; nothing that the cells do stays in this process."""
    with tempfile.TemporaryFile("w+") as result:
        child = os.fork()
        if not child:
            json.dump(run_notebook(path), result)
            result.flush()
            os._exit(0)
        os.waitpid(child, 0)
        result.seek(0)
        return json.load(result)


if __name__ == "__main__":
    worker.raise_loopback()
    worker.warm_up()
    shell = InteractiveShell.instance()
    shell.history_manager.enabled = False
    shell.run_cell("None")  # what it imports only now, each fork would import
    sys.stdout.flush()
    json.dump([run_in_fork(path) for path in json.load(sys.stdin)], sys.stdout)
