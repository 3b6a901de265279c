from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest

from hosting import serving


@pytest.fixture(scope="session")
def nginx() -> str:
    """The program."""
    program = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")
    # Skipped, these tests would pass for a configuration that nothing has read.
    return program or pytest.fail("expected nginx on the PATH\ngot      none (make system)", pytrace=False)


@pytest.fixture(scope="session")
def hosted(nginx, site, tmp_path_factory) -> Iterator[str]:
    """Where nginx serves the site, as the example says."""
    with serving(nginx, site, tmp_path_factory.mktemp("nginx")) as address:
        yield address
