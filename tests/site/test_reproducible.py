"""Two builds of the whole site are the same, byte for byte, whatever machine they are made on.

Each builds its own copy of the project, in a folder of another name.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from project import SITE_URL, copy_project, files_below, mkdocs

HERE = {
    "LC_ALL": "C",
    "LANG": "C",
    "TZ": "UTC",
    "PYTHONHASHSEED": "1",
    "OMP_NUM_THREADS": "1",
    "ATEN_CPU_CAPABILITY": "default",
}
THERE = {
    "LC_ALL": "",
    "LANG": "zh_CN.UTF-8",  # where there is none, Python takes C.UTF-8
    "TZ": "Asia/Shanghai",
    "PYTHONHASHSEED": "2",
    "OMP_NUM_THREADS": "2",
    "ATEN_CPU_CAPABILITY": "avx2",
}
# Sets how the process may write files and on how many processors it runs, then becomes the command behind it. What it
# asks for the time of day is some hours later in one of the two, by a module that MkDocs' process imports first.
BEGIN = """
import os, sys
umask, cores, *command = sys.argv[1:]
os.umask(int(umask, 8))
if hasattr(os, "sched_setaffinity"):
    os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[: int(cores)])
os.execv(command[0], command)
"""
LATER = "import time\nnow = time.time\ntime.time = lambda: now() + 12345.0\n"


def build(project: Path, folder: Path, umask: str, cores: str, variables: dict[str, str]) -> dict[str, bytes]:
    """Every file of two builds: a folder for each page, and a file for each, with its zip."""
    shutil.copytree(project, folder)
    prefix = (sys.executable, "-c", BEGIN, umask, cores)
    for options in (["--site-dir", "site"], ["--site-dir", "offline", "--no-directory-urls"]):
        done = mkdocs("build", "--strict", *options, folder=folder, prefix=prefix, SITE_URL=SITE_URL, **variables)
        assert done.returncode == 0, done.stdout
    return {
        **{f"site/{name}": content for name, content in files_below(folder / "site").items()},
        **{f"offline/{name}": content for name, content in files_below(folder / "offline").items()},
        "offline.zip": (folder / "offline.zip").read_bytes(),
    }


def digest(files: dict[str, bytes]) -> str:
    """One number for all of them."""
    told = "".join(f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, content in sorted(files.items()))
    return hashlib.sha256(told.encode()).hexdigest()


@pytest.mark.builds
@pytest.mark.timeout(900)
def test_two_builds_are_the_same(tmp_path):
    (tmp_path / "later").mkdir()
    (tmp_path / "later" / "sitecustomize.py").write_text(LATER)
    there = {**THERE, "PYTHONPATH": str(tmp_path / "later")}
    project = copy_project(tmp_path / "project")
    with ThreadPoolExecutor(2) as both:
        one = both.submit(build, project, tmp_path / "one", "022", "1", HERE)
        other = both.submit(build, project, tmp_path / "other" / "much-longer", "077", str(os.cpu_count()), there)
    files, others = one.result(), other.result()
    print(len(files), "files:", digest(files), digest(others))  # pytest -s shows it
    assert sorted(files) == sorted(others)
    assert [name for name in files if files[name] != others[name]] == []
