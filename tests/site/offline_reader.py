"""Serves the project on a machine without a network, reads both home pages, and prints them as JSON.

Run in a network namespace of its own: ``unshare --net python offline_reader.py SECONDS FOLDER PATH…``. After SECONDS it
gives up, and leaves no server behind.
"""

from __future__ import annotations

import json
import signal
import socket
import struct
import subprocess
import sys
import time
from fcntl import ioctl
from urllib.error import HTTPError, URLError
from urllib.request import ProxyHandler, build_opener

SIOCGIFFLAGS, SIOCSIFFLAGS, IFF_UP = 0x8913, 0x8914, 1
ADDRESS = "127.0.0.1:8000"  # the default, free for sure in a namespace of its own


def raise_loopback() -> None:
    """What ``ip link set lo up`` does."""
    with socket.socket() as sock:
        name, flags = struct.unpack("16sh", ioctl(sock, SIOCGIFFLAGS, struct.pack("16sh", b"lo", 0)))
        ioctl(sock, SIOCSIFFLAGS, struct.pack("16sh", name, flags | IFF_UP))


def read(url: str, server: subprocess.Popen) -> str:
    """The page at ``url``, as soon as the server answers."""
    opener = build_opener(ProxyHandler({}))
    while server.poll() is None:
        try:
            with opener.open(url, timeout=60) as response:
                return response.read().decode("utf-8")
        except HTTPError:
            raise
        except URLError:  # it does not listen yet
            time.sleep(0.1)
    raise SystemExit(f"mkdocs serve ended with status {server.returncode}")


def main(seconds: str, folder: str, *paths: str) -> None:
    interfaces = [name for _, name in socket.if_nameindex()]
    raise_loopback()
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell has those that it runs behind it ignore Ctrl-C
    signal.signal(signal.SIGALRM, lambda *_: sys.exit(f"mkdocs serve showed nothing for {seconds} seconds"))
    signal.alarm(int(seconds))
    server = subprocess.Popen(
        [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", ADDRESS],
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=sys.stderr,
    )
    try:
        served = {path: read(f"http://{ADDRESS}/{path}", server) for path in paths}
    finally:
        server.send_signal(signal.SIGINT)  # as Ctrl-C
        server.wait()
    print(json.dumps({"interfaces": interfaces, "pages": served, "status": server.returncode}))


if __name__ == "__main__":
    main(*sys.argv[1:])
