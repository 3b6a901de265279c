"""Runs nginx on the built site, with the example of ``hosting/``. Shared by the tests; holds no test."""

from __future__ import annotations

import contextlib
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from browsing import HOST
from project import ROOT, SITE_PATH

CONF = ROOT / "hosting" / "nginx.conf"
ROOT_OF_EXAMPLE = "/srv/www"
# What a whole configuration has around ours. One process as whoever runs the tests, who may read what they built.
AROUND = """
daemon off;
master_process off;
pid nginx.pid;
events {{}}
http {{
    access_log off;
    client_body_temp_path temporary;
    proxy_temp_path temporary;
    fastcgi_temp_path temporary;
    uwsgi_temp_path temporary;
    scgi_temp_path temporary;
    {part}
}}
"""


@contextlib.contextmanager
def serving(nginx: str, site: Path, folder: Path, path: str = SITE_PATH, part: str = "") -> Iterator[str]:
    """The address of the site while nginx serves it below ``path``, from the files in ``folder``.

    ``part`` stands for the text of the example.
    """
    root = folder / "www"
    (root / path.strip("/")).parent.mkdir(parents=True, exist_ok=True)
    (root / path.strip("/") if path != "/" else root).symlink_to(site)
    with socket.socket() as free:
        free.bind((HOST, 0))
        port = free.getsockname()[1]
    part = part or CONF.read_text("utf-8")
    for example, ours in (
        ("listen 80;", f"listen {HOST}:{port};"),
        (f"root {ROOT_OF_EXAMPLE};", f'root "{root}";'),
        (f" {SITE_PATH}404.html;", f" {path}404.html;"),
    ):
        assert part.count(example) == 1, f"{CONF}: expected {example} once"
        part = part.replace(example, ours)
    (folder / "nginx.conf").write_text(AROUND.format(part=part), "utf-8")
    log = folder / "error.log"
    with subprocess.Popen([nginx, "-p", folder, "-c", folder / "nginx.conf", "-e", log]) as process:
        try:
            wait_for(port, process, log)
            yield f"http://{HOST}:{port}{path}"
        finally:
            process.terminate()


def wait_for(port: int, process: subprocess.Popen, log: Path) -> None:
    until = time.monotonic() + 10
    while process.poll() is None and time.monotonic() < until:
        with contextlib.suppress(OSError), socket.create_connection((HOST, port), 1):
            return
        time.sleep(0.05)
    pytest.fail(f"expected nginx to serve\ngot      {log.read_text('utf-8')}", pytrace=False)
