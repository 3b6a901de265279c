"""Fails a test with all that a check found. Shared by the tests; holds no test."""

from __future__ import annotations

from collections.abc import Iterable

import pytest


def fail_with(problems: Iterable[str]) -> None:
    """Fail the test that runs if there are problems, and show each."""
    found = list(problems)
    if found:
        pytest.fail(f"{len(found)} problems\n" + "\n".join(found), pytrace=False)
