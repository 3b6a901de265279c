"""With the network cut off, the site is served as with one. That it builds so, test_reproducible.py holds."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from network import UNSHARE, cannot_cut
from project import EPOCH, HANGING, LANGUAGES, copy_project, page_url

READER = Path(__file__).with_name("offline_reader.py")
REASON = cannot_cut()
needs_a_cut = pytest.mark.skipif(bool(REASON), reason=REASON)


@needs_a_cut
def test_the_network_is_cut_off():
    program = "import socket; print(socket.if_nameindex()); socket.create_connection(('1.1.1.1', 53), 5)"
    done = subprocess.run([*UNSHARE, sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.stdout == "[(1, 'lo')]\n"
    assert "Network is unreachable" in done.stderr


@needs_a_cut
def test_serve_shows_whole_pages_without_a_network(site, tmp_path):
    folder = copy_project(tmp_path / "project")  # others may edit the project, and serve would build it again
    homes = [page_url(language, "index.md") for language in LANGUAGES]
    done = subprocess.run(
        [*UNSHARE, sys.executable, str(READER), str(HANGING), str(folder), *homes],
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": EPOCH},
        capture_output=True,
        text=True,
        encoding="utf-8",
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
