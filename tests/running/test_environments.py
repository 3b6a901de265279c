"""Which environment a program has, what its lock says, and what a program says that it needs of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from running.environments import Lock, environment_of, needed, read_lock
from running.promises import Unkept

LOCK = Lock("mine", b"", "3.11", ["torch==2.13.0", "peft==0.21.2"])


def write_lock(root: Path, text: str) -> None:
    (root / "environments").mkdir()
    (root / "environments" / "mine.txt").write_text(text, "utf-8")


@pytest.mark.parametrize(
    ("snippet", "environment"),
    [
        ("loss.py", None),
        ("why/loss.py", None),
        ("trainers/mine/loss.py", "mine"),
        ("trainers/mine/deeper/a.py", "mine"),
    ],
)
def test_a_program_one_folder_deeper_has_an_environment(snippet, environment):
    assert environment_of(snippet) == environment


@pytest.mark.parametrize(
    ("head", "python", "packages"),
    [
        ("# Python 3.11\n# pip install torch==2.13.0\n", "3.11", ["torch==2.13.0"]),
        ("# Python 3.9\n# pip install a==1 b-c[d]==2.0 e==3\n", "3.9", ["a==1", "b-c[d]==2.0", "e==3"]),
    ],
)
def test_a_lock_says_its_python_and_its_packages(tmp_path, head, python, packages):
    text = f"{head}a==1\nmore==2\n"
    write_lock(tmp_path, text)
    assert read_lock(tmp_path, "mine") == Lock("mine", text.encode(), python, packages)


def test_the_digest_of_a_lock_is_that_of_its_file(tmp_path):
    write_lock(tmp_path, "# Python 3.11\n# pip install x==1\nx==1\n")
    digest = "c452ae977c84115d79da57bd46a2e3ac3fe7ac379bac933c4db31fe266cf6b98"
    assert read_lock(tmp_path, "mine").digest == digest


def test_a_lock_that_is_missing_is_said(tmp_path):
    (tmp_path / "environments" / "mine.txt").mkdir(parents=True)
    with pytest.raises(Unkept) as caught:
        read_lock(tmp_path, "mine")
    assert str(caught.value) == (
        "expected environments/mine.txt, which this program's folder names\ngot      no such file"
    )


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# pip install x==1\nx==1\n",
        "# Python 3.11\nx==1\n",
        "# Python 2.7\n# pip install x==1\n",
        "# Python 3.11\n# pip install x\n",
        "# Python 3.11\n# pip install x==1",
        "\n# Python 3.11\n# pip install x==1\n",
    ],
)
def test_a_lock_that_does_not_begin_as_it_must_is_said(tmp_path, text):
    write_lock(tmp_path, text)
    with pytest.raises(Unkept) as caught:
        read_lock(tmp_path, "mine")
    assert str(caught.value) == (
        f"expected environments/mine.txt to begin with # Python 3.… and # pip install …==…\ngot      {text!r}"
    )


def test_of_a_long_lock_the_beginning_is_said(tmp_path):
    write_lock(tmp_path, "x" * 81)
    with pytest.raises(Unkept, match=f"\ngot      '{'x' * 80}'$"):
        read_lock(tmp_path, "mine")


@pytest.mark.parametrize(
    ("line", "packages"),
    [
        ("# pip install peft==0.21.2", ["peft==0.21.2"]),
        ("# pip install peft==0.21.2 torch==2.13.0", ["peft==0.21.2", "torch==2.13.0"]),
    ],
)
def test_a_program_says_what_it_needs(line, packages):
    assert needed("a/mine/b.py", f"{line}\nimport torch\n", LOCK) == packages


@pytest.mark.parametrize(
    ("source", "got"),
    [
        ("", ""),
        ("import torch\n# pip install peft==0.21.2\n", "import torch"),
        ("# pip install peft\n", "# pip install peft"),
        ("# pip install peft==0.21.1\nx\n", "# pip install peft==0.21.1"),
        ("# pip install peft==0.21.2 x==1\n", "# pip install peft==0.21.2 x==1"),
    ],
)
def test_what_a_program_needs_and_its_lock_has_not_is_said(source, got):
    with pytest.raises(Unkept) as caught:
        needed("a/mine/b.py", source, LOCK)
    assert str(caught.value) == (
        "expected snippets/a/mine/b.py to begin with # pip install and some of torch==2.13.0 peft==0.21.2\n"
        f"got      {got}"
    )
