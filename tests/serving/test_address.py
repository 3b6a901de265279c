"""Whether an address is free to listen at, and which port is named instead of one that is not."""

from __future__ import annotations

import socket
import sys
from collections.abc import Container
from types import SimpleNamespace

import pytest
from mkdocs.exceptions import Abort

from serving import address

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the faults are named as Linux names them")
HOST = "127.0.0.1"
IN_USE = '"Address already in use"'


def refused(host: str, port: int) -> str:
    with pytest.raises(Abort) as stopped:
        address.check_address(SimpleNamespace(dev_addr=(host, port)))
    return str(stopped.value)


def has_version_6() -> bool:
    try:
        socket.create_server(("::1", 0), family=socket.AF_INET6).close()
    except OSError:
        return False
    return True


VERSION_6 = pytest.mark.skipif(not has_version_6(), reason="this machine has no address of version 6")


@pytest.mark.parametrize("host", [HOST, "localhost", pytest.param("::1", marks=VERSION_6)])
def test_a_port_is_free_until_something_listens_there(host):
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.create_server((host, 0), family=family) as server:
        port = server.getsockname()[1]
        assert address.fault_of(host, port) == IN_USE
        expected = f"expected {host}:{port} to be free, got {IN_USE}; make serve ADDR={host}:"
        assert refused(host, port).startswith(expected)
    assert address.fault_of(host, port) == ""
    address.check_address(SimpleNamespace(dev_addr=(host, port)))


def test_an_address_of_another_machine_is_a_fault():
    assert address.fault_of("192.0.2.1", 8000) == '"Cannot assign requested address"'


@pytest.mark.parametrize("port", [-1, 65536])
def test_what_is_no_port_is_a_fault(port):
    assert address.fault_of(HOST, port) == "no port from 0 to 65535"


def just_closed() -> int:
    """A port at which nothing listens any more, but whose last connection the system still remembers."""
    with socket.create_server((HOST, 0)) as server:
        with socket.create_connection(server.getsockname()) as client:
            server.accept()[0].close()
            client.recv(1)
        return server.getsockname()[1]


def test_a_server_that_has_just_ended_leaves_its_port_free():
    assert address.fault_of(HOST, just_closed()) == ""


def test_on_windows_no_port_is_asked_for_that_another_may_hold(monkeypatch):
    """There the same option would let two listen. What it does here shows whether it is set."""
    port = just_closed()
    monkeypatch.setattr(sys, "platform", "win32")
    assert address.fault_of(HOST, port) == IN_USE


@pytest.mark.parametrize(
    ("port", "taken", "named"),
    [
        (8000, [8000], "8001"),
        (8000, [8000, 8001, 8003], "8002"),
        (8000, range(8000, 8020), "8020"),
        (8000, range(8000, 8021), "PORT"),
        (65533, range(65533, 65535), "65535"),
        (65530, range(65530, 65536), "PORT"),
        (65535, [65535], "PORT"),
    ],
)
def test_the_next_free_port_is_named(monkeypatch, port, taken, named):
    def fault_of(host: str, port: int, taken: Container[int] = taken) -> str:
        assert host == HOST
        assert port <= 65535
        return "a fault" if port in taken else ""

    monkeypatch.setattr(address, "fault_of", fault_of)
    assert refused(HOST, port) == (
        f"expected {HOST}:{port} to be free, got a fault; make serve ADDR={HOST}:{named} takes another port"
    )
