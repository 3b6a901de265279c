"""What ``pytest --quick`` leaves out."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from quick import is_left_out


def item(*fixtures: str, mark: str = "", **parameters: str) -> SimpleNamespace:
    """What pytest knows of a test."""
    called = {"callspec": SimpleNamespace(params=parameters)} if parameters else {}
    return SimpleNamespace(fixturenames=fixtures, get_closest_marker=lambda name: name == mark, **called)


@pytest.mark.parametrize(
    ("test", "changed", "left_out"),
    [
        (item("tmp_path"), set(), False),
        (item("page", "browser", "address", "site"), set(), True),
        (item("server"), {"snippets/a/b.py"}, True),
        (item("tmp_path", mark="builds"), set(), True),
        (item(snippet="a/b.py"), set(), True),
        (item(snippet="a/b.py"), {"docs/en/a.md", "snippets/a/c.py"}, True),
        (item(snippet="a/b.py"), {"snippets/a/b.py"}, False),
        (item(snippet="a/b.py"), {"tests/snippets/transcripts/a/b.txt"}, False),
        (item("site", snippet="a/b.py"), {"snippets/a/b.py"}, True),
        (item(snippet="a/b.py"), None, False),
        (item(language="zh"), set(), False),
    ],
)
def test_what_is_left_out(test, changed, left_out):
    assert is_left_out(test, changed) == left_out
