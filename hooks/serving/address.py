"""Whether the address is free that ``mkdocs serve`` is to listen at: MkDocs asks only when the site is built."""

from __future__ import annotations

import ipaddress
import socket
import sys
from contextlib import suppress

from mkdocs.exceptions import Abort

NEXT = 20  # ports that are tried for another
MOST = 65535  # the last port


def check_address(config) -> None:
    """Look at ``dev_addr``.

    Raises:
        Abort: something listens there, or nothing can.
    """
    host, port = config.dev_addr
    if fault := fault_of(host, port):
        others = range(port + 1, min(port + NEXT, MOST) + 1)
        free = next((other for other in others if not fault_of(host, other)), None)
        way = f"make serve ADDR={host}:{free or 'PORT'}"
        raise Abort(f"expected {host}:{port} to be free, got {fault}; {way} takes another port")


def fault_of(host: str, port: int) -> str:
    """Why nothing can listen there, or nothing."""
    family = socket.AF_INET
    with suppress(ValueError):
        if ipaddress.ip_address(host).version == 6:
            family = socket.AF_INET6
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        if sys.platform != "win32":  # there it would let two listen
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as MkDocs does
        try:
            probe.bind((host, port))
        except OSError as error:
            return f'"{error.strerror}"'
        except OverflowError:
            return f"no port from 0 to {MOST}"
    return ""
