"""Runs programs for the tests, as a build does or as a reader does. Shared by the tests; holds no test."""

from __future__ import annotations

import atexit
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

from pages.explained import explanation
from project import ROOT, SNIPPETS
from publishing.explain import NAME, explain_file
from running.environments import environment_of
from running.records import read_record
from running.run import Run, trim
from running.runner import Runner, environment


@cache
def shared_runner() -> Runner:
    """The Runner of this test process. One for all modules, because its worker takes a second to import torch."""
    runner = Runner()
    atexit.register(runner.stop)
    return runner


def run_program(path: Path) -> Run:
    """The run of the program at ``path``."""
    return shared_runner().run(path)


def run_snippet(snippet: str) -> Run:
    """The run of ``snippet``, a path below ``snippets/``, or its record: the same one, however many tests ask."""
    return read_record(ROOT, snippet).run if environment_of(snippet) else run_program(SNIPPETS / snippet)


@cache
def tool(site_url: str) -> Path:
    """The tool as a site at that address has it, in a folder of its own."""
    folder = tempfile.TemporaryDirectory()
    atexit.register(folder.cleanup)
    path = Path(folder.name, NAME)
    path.write_text(explain_file(site_url), "utf-8")
    return path


def explained(snippet: str, language: str, site_url: str = "") -> str:
    """What the tool adds to what ``snippet`` prints.

    Raises:
        Unkept: it changes something else.
    """
    through = str(tool(site_url)), "--lang", language
    return explanation(run_snippet(snippet), shared_runner().run(SNIPPETS / snippet, through))


def run_by_interpreter(snippet: str) -> tuple[str, int]:
    """The trimmed transcript and the exit status of ``python NAME.py`` in the snippet's folder. Imports torch anew."""
    path = SNIPPETS / snippet
    done = subprocess.run(
        [sys.executable, path.name],
        cwd=path.parent,
        env=environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=120,
        check=False,
    )
    return trim(done.stdout.decode(), path.parent), done.returncode
