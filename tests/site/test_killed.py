"""A build that ends midway leaves the site that was there, or none: never half of one. The next one is clean."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from project import EPOCH, LANGUAGES, copy_project, files_below, mkdocs

pytestmark = [pytest.mark.builds, pytest.mark.skipif(sys.platform != "linux", reason="signals and limits are Linux's")]
PAGE = "---\ntitle: Page\n---\n\n# Page {#page}\n\n```snippet\npage/good.py\n```\n"
PROGRAM = "import time\ntime.sleep(SECONDS)\nprint('TEXT')\n"
PATIENCE = 120


@pytest.fixture
def project(tmp_path) -> Path:
    """The project with one page, built."""
    folder = copy_project(tmp_path / "project")
    for name in ("docs", "snippets"):
        shutil.rmtree(folder / name)
    (folder / "snippets" / "page").mkdir(parents=True)
    write_program(folder, 0, "former")
    config = (folder / "mkdocs.yml").read_text("utf-8")
    (folder / "base.yml").write_text(config, "utf-8")
    (folder / "mkdocs.yml").write_text("INHERIT: base.yml\nnav: [index.md]\n", "utf-8")
    for language in LANGUAGES:
        (folder / "docs" / language).mkdir(parents=True)
        (folder / "docs" / language / "index.md").write_text(PAGE, "utf-8")
    done = mkdocs("build", "--strict", folder=folder)
    assert done.returncode == 0, done.stdout
    (folder / "site" / ".kept").write_text("by whoever publishes it")
    return folder


def write_program(folder: Path, seconds: int, text: str) -> None:
    program = PROGRAM.replace("SECONDS", str(seconds)).replace("TEXT", text)
    (folder / "snippets" / "page" / "good.py").write_text(program)


def running_in(folder: Path) -> list[int]:
    """The processes whose command names a file of the project."""
    found = subprocess.run(["ps", "-e", "-o", "pid=,stat=,args="], stdout=subprocess.PIPE, text=True, check=True)
    rows = (line.split(None, 2) for line in found.stdout.splitlines())
    return [int(pid) for pid, state, command in rows if str(folder) in command and state[0] != "Z"]


def test_a_killed_build_leaves_the_former_site(project):
    former = files_below(project / "site")
    write_program(project, 8, "latter")
    build = subprocess.Popen(
        [sys.executable, "-m", "mkdocs", "build"],
        cwd=project,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": EPOCH},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    deadline = time.monotonic() + PATIENCE
    while not (project / "site.unfinished" / LANGUAGES[-1] / "index.html").exists():
        assert build.poll() is None
        assert time.monotonic() < deadline
        time.sleep(0.05)
    build.send_signal(signal.SIGKILL)
    build.wait()
    assert files_below(project / "site") == former
    while running_in(project):  # the worker, until its program ends
        assert time.monotonic() < deadline
        time.sleep(0.1)
    write_program(project, 0, "latter")
    done = mkdocs("build", "--strict", folder=project)
    assert done.returncode == 0, done.stdout
    latter = files_below(project / "site")
    assert latter.keys() == former.keys()
    assert b"latter" in latter["index.html"]
    assert sorted(path.name for path in project.glob("site*")) == ["site"]


@pytest.mark.parametrize("kilobytes", [20, 700], ids=["before-a-page-is-read", "while-the-site-is-written"])
def test_a_full_disk_is_a_message_and_never_half_a_site(project, kilobytes):
    """As far as a bound to the length of files can stand for one."""
    former = files_below(project / "site")
    done = mkdocs("build", folder=project, prefix=("bash", "-c", f'ulimit -f {kilobytes}; exec "$@"', "bash"))
    assert done.returncode == 1
    assert "Traceback" not in done.stdout, done.stdout
    (message,) = re.findall(r"^Error: (expected .*)\n(got .*)$", done.stdout, re.M)
    assert message[0] == "expected to read what is built and to write the site"
    assert "File too large" in message[1]
    assert (files_below(project / "site") or former) == former
    assert [path.name for path in project.glob("site*") if path.name != "site"] == []
