"""Which file a fence names, and which may be meant if there is none. That none lies outside: test_properties.py."""

from __future__ import annotations

from pathlib import Path

import pytest

from pages.programs import LIKE, MOST, find, likeness, nearest
from running.promises import Unkept


@pytest.fixture
def folder(tmp_path) -> Path:
    """Programs of two pages."""
    folder = tmp_path.resolve()
    for name in ("why/loss.py", "why/graph.py", "vector/error.py"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text("print(1)\n")
    return folder


def refused(folder: Path, name: str) -> str:
    with pytest.raises(Unkept) as caught:
        find(folder, name)
    return str(caught.value)


def test_a_program_is_found_by_its_path(folder):
    assert find(folder, "why/loss.py") == folder / "why" / "loss.py"


@pytest.mark.parametrize("name", ["why", "zzz.py", "z" * 150, "why/two\nlines.py", "vector/../why/same.py"])
def test_what_is_no_program_is_said(folder, name):
    (folder / "why" / "two\nlines.py").touch()
    (folder / "why" / "same.py").touch()
    assert refused(folder, name).startswith(f"expected the path of a file below snippets/\ngot      {name}")


def test_an_empty_fence_is_said(folder):
    assert refused(folder, "") == "expected the path of a file below snippets/\ngot      an empty fence"


@pytest.mark.parametrize("length", [201, 300])  # the second is too long for a file
def test_of_a_long_name_the_beginning_is_said(folder, length):
    assert refused(folder, "z" * length) == f"expected the path of a file below snippets/\ngot      {'z' * 200}"


def test_of_a_long_name_the_beginning_is_compared(folder):
    """Here it is just enough like another: with one character more or less, it would not be."""
    (folder / "page").mkdir()
    (folder / "page" / f"{'a' * 105}.py").touch()
    assert likeness(f"page/{'a' * 105}.py", f"page/{'b' * 90}{'a' * 105}") == LIKE
    assert refused(folder, f"page/{'b' * 90}{'a' * 105}xyz").endswith(f": did you mean page/{'a' * 105}.py?")


def test_a_program_fits_on_a_page(folder):
    path = folder / "why" / "loss.py"
    path.write_bytes(b"#" * MOST)
    assert find(folder, "why/loss.py") == path
    path.write_bytes(b"#" * (MOST + 1))
    assert refused(folder, "why/loss.py") == (
        "expected a program of at most 262144 bytes\ngot      262145, in snippets/why/loss.py"
    )


def test_a_link_may_lead_to_another_program_but_not_to_itself(folder):
    (folder / "why" / "same.py").symlink_to("loss.py")
    (folder / "why" / "circle.py").symlink_to("circle.py")
    assert find(folder, "why/same.py") == folder / "why" / "same.py"
    assert refused(folder, "why/circle.py").startswith("expected the path of a file below snippets/\n")


@pytest.mark.parametrize(
    ("path", "other", "expected"),
    [
        ("a/loss.py", "a/loss.py", 1),
        ("abcd/loss.py", "abcx/loss.py", 0.75),
        ("a/loss.py", "b/loss.py", LIKE),  # it has moved
        ("a/loss.py", "a/loss-of-a-batch.py", 0.9),
        ("a/loss-of-a-batch.py", "a/loss.py", 0.9),
        ("abcd/loss.py", "abcx/loss-of-a-batch.py", 0.75),
        ("a/abcd.py", "a/abcx.py", 0.75),
        ("abcd/abxx.py", "abcx/abcd.py", 0.5),
        ("a/loss.py", "b/mean.py", 0),
    ],
)
def test_two_paths_are_as_alike_as_their_folders_or_names_whichever_are_less(path, other, expected):
    assert likeness(path, other) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("why/los.py", ["why/loss.py"]),
        ("fixes/loss.py", ["why/loss.py"]),
        ("why/mean.py", []),
        ("why/g.py", ["why/graph.py"]),
    ],
)
def test_a_program_that_was_renamed_or_misspelt_or_moved_is_named(folder, name, meant):
    assert nearest(folder, name) == (f": did you mean {' or '.join(meant)}?" if meant else "")


def test_of_several_that_may_have_been_meant_the_three_nearest_are_named(folder):
    for name in ("loss-b", "loss-c", "loss-a", "lost", "notes"):
        (folder / "why" / f"{name}.py").touch()
    (folder / "why" / "loss-0.txt").touch()
    assert nearest(folder, "why/los.py") == ": did you mean why/loss-a.py or why/loss-b.py or why/loss-c.py?"
    assert nearest(folder, "why/lossy.py") == ": did you mean why/loss.py or why/loss-a.py or why/loss-b.py?"
