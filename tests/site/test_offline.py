"""With the network cut off, the site builds and is served as with one."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from project import EPOCH, LANGUAGES, SITE_URL, copy_project, files_below, mkdocs, page_url

READER = Path(__file__).with_name("offline_reader.py")
# A network namespace of our own, without interfaces. Only root may make one; others make a user namespace around it.
IS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0
UNSHARE = ("unshare", "--net") if IS_ROOT else ("unshare", "--map-root-user", "--net")


def cannot_cut() -> str:
    """Why this machine cannot cut the network off for one process; empty where it can."""
    if sys.platform != "linux" or not shutil.which("unshare"):
        return "needs Linux and unshare (util-linux)"
    done = subprocess.run([*UNSHARE, "true"], capture_output=True, text=True, check=False)
    return f"may not make a network namespace: {done.stderr.strip()}" if done.returncode else ""


REASON = cannot_cut()
needs_a_cut = pytest.mark.skipif(bool(REASON), reason=REASON)


@needs_a_cut
def test_the_network_is_cut_off():
    program = "import socket; print(socket.if_nameindex()); socket.create_connection(('1.1.1.1', 53), 5)"
    done = subprocess.run([*UNSHARE, sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.stdout == "[(1, 'lo')]\n"
    assert "Network is unreachable" in done.stderr


def test_a_copy_in_another_folder_without_a_network_gives_the_same_bytes(site, tmp_path):
    """Where the network cannot be cut off, everything else differs still."""
    copy = copy_project(tmp_path / "another folder" / "with a longer name")
    # Another hash seed and another time zone than the first build's: order and dates must not hang on them.
    settings = {"SITE_URL": SITE_URL, "PYTHONHASHSEED": "1", "TZ": "Asia/Shanghai"}
    done = mkdocs("build", "--strict", folder=copy, prefix=() if REASON else UNSHARE, **settings)
    assert done.returncode == 0, done.stdout
    ours, theirs = files_below(site), files_below(copy / "site")
    assert ours.keys() == theirs.keys()
    assert [name for name in ours if ours[name] != theirs[name]] == []


@needs_a_cut
def test_serve_shows_whole_pages_without_a_network(site, tmp_path):
    folder = copy_project(tmp_path / "project")  # others may edit the project, and serve would build it again
    homes = [page_url(language, "index.md") for language in LANGUAGES]
    done = subprocess.run(
        [*UNSHARE, sys.executable, str(READER), str(folder), *homes],
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": EPOCH},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=240,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    result = json.loads(done.stdout)
    assert result["interfaces"] == ["lo"]
    for home in homes:
        built = BeautifulSoup((site / home / "index.html").read_text("utf-8"), "html.parser")
        served = BeautifulSoup(result["pages"][home], "html.parser")
        assert served.select(".snippet")
        assert str(served.article) == str(built.article)
        assert str(served.select_one(".md-header")) == str(built.select_one(".md-header"))
    assert "ERROR" not in done.stderr
    assert result["status"] == 0
