"""A program as a change against another: what is folded, what has a sign, and that no line of the program is lost."""

from __future__ import annotations

import html
import re

import pytest
from markupsafe import Markup

from pages.changes import folded, show_change

OLD = "import torch\n\na = 1\nb = 2\nc = 3\nloss = f(a)\nloss.backward()  # RuntimeError: no\n"
TAG = re.compile(r"<[^>]*>")


def block(language: str, text: str, title: str = "") -> Markup:
    """A block of code as markdown-exec makes it, without colours."""
    name = f'<span class="filename">{title}</span>' if title else ""
    code = html.escape(text, quote=False)
    return Markup(
        f'<div class="language-{language} highlight">{name}<pre><span></span><code>{code}\n</code></pre></div>'
    )


def shown(old: str, new: str) -> str:
    return show_change(old, new, "old.py → new.py", block, "{count} unchanged lines", "en")


def test_a_print_that_replaces_a_line_is_the_change():
    result = shown("x = 1\nprint(x.item())\n", "x = 1\nprint(x.mean().item())\nprint(x)\n")
    assert marked(result, "del") == ["print(x.item())"]
    assert re.findall(r"<ins>(.*?)\n", result) == ["print(x.mean().item())"]
    assert re.findall(r'<ins class="prints">(.*?)\n', result) == ["print(x)"]


def test_the_line_that_raises_or_is_wrong_is_marked_and_never_folded():
    new = "y\n1\n2\n3\n4\nprint(5)  # wrong\n6\n"
    result = shown(new.replace("y", "x", 1), new)
    assert re.findall(r'<span class="hll">(.*?)\n', result) == ["print(5)  # wrong"]
    assert "print(5)" not in "".join(re.findall(r"<details.*?</details>", result, re.S))
    raising = shown("a\nb\n", "a\nf()  # ValueError: no\n")
    assert re.findall(r'<ins><span class="hll">(.*?)\n', raising) == ["f()  # ValueError: no"]


def marked(result: str, tag: str) -> list[str]:
    """The lines that the tag holds."""
    return [
        html.unescape(TAG.sub("", found)).rstrip("\n")
        for found in re.findall(rf"<{tag}\b[^>]*>(.*?)</{tag}>", result, re.S)
    ]


def test_the_fix_stands_out():
    result = shown(OLD, OLD.replace("loss.backward()  # RuntimeError: no", "loss.mean().backward()\nprint(a.grad)"))
    assert marked(result, "del") == ["loss.backward()"], "without the comment that says what it raises"
    assert marked(result, "ins") == ["loss.mean().backward()", "print(a.grad)"]
    assert re.findall(r'<ins class="prints">(.*?)\n', result) == ["print(a.grad)"]
    assert marked(result, "summary") == ["5 unchanged lines"]
    assert 'class="language-python highlight change"' in result
    assert '<span class="filename">old.py → new.py</span>' in result


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (OLD, OLD.replace("  # RuntimeError: no", "")),
        ("x = 1\nprint(x)\n", "x = 1\nprint(x)  # wrong\n"),
        ("x = 1\nprint(x)  # wrong\n", "x = 1\nprint(x)\n"),
    ],
)
def test_a_comment_that_says_what_a_program_does_is_no_change(old, new):
    result = shown(old, new)
    assert marked(result, "del") + marked(result, "ins") == []


@pytest.mark.parametrize(
    ("old", "new", "folded"),
    [
        ("a\nb\nc\nd\n", "a\nb\nc\nx\n", []),
        ("a\nb\nc\nd\ne\n", "a\nb\nc\nd\nx\n", ["3 unchanged lines"]),
        ("x\na\nb\nc\nd\n", "y\na\nb\nc\nd\n", ["3 unchanged lines"]),
        ("x\n1\n2\n3\n4\n5\nz\n", "y\n1\n2\n3\n4\n5\nw\n", ["3 unchanged lines"]),
        ("x\n1\n2\n3\n4\nz\n", "y\n1\n2\n3\n4\nw\n", []),
    ],
)
def test_what_does_not_change_is_folded_but_for_the_lines_beside_a_change(old, new, folded):
    result = shown(old, new)
    assert marked(result, "summary") == folded
    rest = re.sub(r"<del>.*?</del>|<summary.*?</summary>|<span class=.*?</span>", "", result, flags=re.S)
    assert html.unescape(TAG.sub("", rest)).splitlines() == new.splitlines(), "no line is lost"


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        (set(), range(6, 12)),
        ({2}, range(6, 12)),  # above
        ({5}, range(6, 12)),  # the line before the first: marks count from one
        ({10}, range(6, 9)),
        ({12}, range(6, 11)),  # the last line
        ({15}, range(6, 12)),  # below
    ],
)
def test_lines_are_folded_up_to_the_first_that_is_marked(marks, expected):
    assert folded(5, 12, marks, first=False, last=True) == expected


def test_of_added_lines_each_that_prints_is_told_from_the_others():
    result = shown("a\nb\nc\n", "a\nb\nc\nprint(1)\nd\nprint(2)\n")
    assert re.findall(r'<ins class="prints">(.*?)\n', result) == ["print(1)", "print(2)"]
    result = shown("a\nb\nprint(x.item())\n", "a\nb\nprint(x.mean())\nprint(x)\n")
    assert re.findall(r'<ins class="prints">(.*?)\n', result) == ["print(x)"]
