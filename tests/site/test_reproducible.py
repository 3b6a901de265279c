"""Two builds of the whole site are the same, byte for byte, whatever machine they are made on.

One is what all tests read: built where the project is, with what this machine has. The other is a copy's, elsewhere,
with the network cut off.
"""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

import pytest

from network import UNSHARE, cannot_cut
from project import SITE_URL, copy_project, files_below, mkdocs

THERE = {
    "LC_ALL": "",
    "LANG": "zh_CN.UTF-8",  # where there is none, Python takes C.UTF-8
    "TZ": "Asia/Shanghai",
    "PYTHONHASHSEED": "2",
    "OMP_NUM_THREADS": "2",
    "ATEN_CPU_CAPABILITY": "default",  # no vector instructions
}
# Sets how the process may write files and on how many processors it runs, then becomes the command behind it. What it
# asks for the time of day is some hours later, by a module that MkDocs' process imports first.
BEGIN = """
import os, sys
umask, cores, *command = sys.argv[1:]
os.umask(int(umask, 8))
if hasattr(os, "sched_setaffinity"):
    os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[: int(cores)])
os.execv(command[0], command)
"""
LATER = "import time\nnow = time.time\ntime.time = lambda: now() + 12345.0\n"


def build(folder: Path, options: list[str], **environment: str) -> None:
    cut = () if cannot_cut() else UNSHARE
    prefix = (*cut, sys.executable, "-c", BEGIN, "077", "1")
    done = mkdocs("build", "--strict", *options, folder=folder, prefix=prefix, **THERE, **environment)
    assert done.returncode == 0, done.stdout


def files_of(site: Path, site_of_files: Path) -> dict[str, bytes]:
    """Every file of two builds: a folder for each page, and a file for each, with its zip."""
    return {
        **{f"site/{name}": content for name, content in files_below(site).items()},
        **{f"files/{name}": content for name, content in files_below(site_of_files).items()},
        "files.zip": site_of_files.with_suffix(".zip").read_bytes(),
    }


def digest(files: dict[str, bytes]) -> str:
    """One number for all of them."""
    told = "".join(f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, content in sorted(files.items()))
    return hashlib.sha256(told.encode()).hexdigest()


@pytest.mark.builds
def test_two_builds_are_the_same(site, site_of_files, tmp_path):
    (tmp_path / "later").mkdir()
    (tmp_path / "later" / "sitecustomize.py").write_text(LATER)
    later = {"PYTHONPATH": str(tmp_path / "later")}
    project = copy_project(tmp_path / "another folder" / "with a longer name")
    build(project, ["--site-dir", "site"], SITE_URL=SITE_URL, **later)
    build(project, ["--site-dir", "files", "--no-directory-urls"], **later)
    files, others = files_of(site, site_of_files), files_of(project / "site", project / "files")
    print(len(files), "files:", digest(files), digest(others))  # pytest -s shows it
    assert sorted(files) == sorted(others)
    assert [name for name in files if files[name] != others[name]] == []
