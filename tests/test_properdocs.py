"""What ``make properdocs`` calls a difference between two sites."""

from __future__ import annotations

from properdocs import differences

PAGE = b"<p>\n1\n"


def test_two_sites_of_the_same_bytes_do_not_differ():
    assert list(differences({"a": PAGE, "b": b""}, {"b": b"", "a": PAGE})) == []


def test_each_file_that_differs_is_named_with_its_line():
    other = {"a": b"<p>\n2\n", "b": PAGE + b"3", "d": b""}
    assert list(differences({"a": PAGE, "b": PAGE, "c": b""}, other)) == [
        "a:2: expected the same, got another line",
        "b:end: expected the same, got another line",
        "c: expected in both, got none of ProperDocs",
        "d: expected in both, got none of MkDocs",
    ]
