"""Which lines of a page begin a fence of ours, what is read of it, and which fences have no end."""

from __future__ import annotations

import pytest

from pages.fences import Fence, mark_fences, named_snippets

NAME = "docs/en/a.md"
BODY = "page/a.py\n```"


def marked(text: str) -> str:
    return mark_fences(text, NAME, 0, "a/")[0]


def fault(line: int, marks: str) -> str:
    return (
        f"{NAME}:{line}: expected a fence that is closed by a line of {marks}\n"
        "got      none before the next fence or the end"
    )


def test_a_fence_has_place_address_and_options_and_its_line_keeps_the_place_alone():
    text = "One.\n\n```snippet{}\npage/a.py\n```\n\nTwo.\n\n```snippet{}\npage/b.py\n```\n"
    result, fences, faults = mark_fences(text.format(' show="output"', ""), NAME, 4, "a/")
    assert result == text.format(f' place="{NAME}:7"', f' place="{NAME}:13"')
    assert fences == [Fence(f"{NAME}:7", "a/", {"show": "output"}, ""), Fence(f"{NAME}:13", "a/", {}, "")]
    assert not fences[0].rendered
    assert faults == []


@pytest.mark.parametrize(
    ("line", "becomes"),
    [
        ("```snippet", "```"),
        ("``` snippet", "```"),
        ("```.snippet", "```"),
        ("```\t{ .snippet }", "```"),
        ("~~~~snippet", "~~~~"),
        ("    > ```snippet", "    > ```"),
        ("- ```snippet", "- ```"),
        ("* 12. ```snippet", "* 12. ```"),
    ],
)
def test_a_fence_may_stand_in_a_block_and_have_a_dot_or_braces(line, becomes):
    end = f"page/a.py\n{becomes.replace('- ', '  ').replace('* 12. ', '      ')}"
    assert marked(f"{line}\n{end}") == f'{becomes}snippet place="{NAME}:1"\n{end}'


@pytest.mark.parametrize(
    "text",
    [
        f"``` python\n{BODY}",
        f"```\n{BODY}",
        f"```text snippet\n{BODY}",
        f"```my-code-snippet\n{BODY}",  # too little like it
        "``snippet\npage/a.py\n``",
        "snippet\npage/a.py",
        "```snippet` and more",
        "a ```snippet\npage/a.py",
    ],
)
def test_what_is_no_fence_of_ours_stays(text):
    assert mark_fences(text, NAME, 0, "a/") == (text, [], [])


@pytest.mark.parametrize("word", ["snipet", "snippets", "Snippet", "SNIPPETS", "code-snippets"])
def test_a_language_that_is_almost_ours_is_a_problem_of_the_fence(word):
    result, fences, _ = mark_fences(f"``` {word} x\n{BODY}", NAME, 0, "a/")
    assert result == f'```snippet place="{NAME}:1"\n{BODY}'
    assert fences == [Fence(f"{NAME}:1", "a/", {}, f"expected the language snippet\ngot      {word}")]


def test_what_is_wrong_with_the_options_is_a_problem_of_the_fence():
    _, (fence,), _ = mark_fences(f"``` {{.snippet}}\n{BODY}", NAME, 0, "a/")
    assert fence == Fence(f"{NAME}:1", "a/", {}, 'expected options written name="value"\ngot      }')


@pytest.mark.parametrize(
    ("lines", "marks", "word"), [(1, "```", "snippet"), (1, "````", "text"), (2, "~~~", ""), (300, "```", "snippet")]
)
def test_a_fence_without_an_end_is_named_and_its_line_left_out(lines, marks, word):
    text = "One.\n" * lines
    result, fences, faults = mark_fences(f"{text}{marks}{word}\npage/a.py\n", NAME, 3, "a/")
    assert result == f"{text}\npage/a.py\n"
    assert (fences, faults) == ([], [fault(lines + 4, marks)])


def test_a_fence_ends_with_its_own_marks_alone():
    """Neither fewer nor more, nor others, nor marks with a word behind them."""
    inside = "````text\n```snippet\n```\n`````\n~~~~\n~~~~snippet"
    assert mark_fences(f"{inside}\n````\n", NAME, 0, "a/") == (f"{inside}\n````\n", [], [])
    assert marked(f"{inside}\n````\n```snippet\n{BODY}").endswith(f'```snippet place="{NAME}:8"\n{BODY}')


def test_a_fence_that_another_follows_has_no_end_and_the_other_is_read():
    text = f"```snippet\npage/a.py\n\n```snippet\n{BODY}\n\n````text\n`````python\n`````\n"
    result, fences, faults = mark_fences(text, NAME, 0, "a/")
    assert result == f'\npage/a.py\n\n```snippet place="{NAME}:4"\n{BODY}\n\n\n`````python\n`````\n'
    assert [fence.place for fence in fences] == [f"{NAME}:4"]
    assert faults == [fault(1, "```"), fault(8, "````")]


def test_what_a_fence_without_an_end_seemed_to_hold_is_read():
    text = f"~~~text\n```snippet\n{BODY}\n"
    result, fences, faults = mark_fences(text, NAME, 0, "a/")
    assert result == f'\n```snippet place="{NAME}:2"\n{BODY}\n'
    assert [fence.place for fence in fences] == [f"{NAME}:2"]
    assert faults == [fault(1, "~~~")]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("```snippet\npage/a.py\n```", [("page/a.py", False)]),
        ('a\n\n    > ~~~~ snippet show="output"\n    > page/a.py\n    > ~~~~\n', [("page/a.py", False)]),
        (
            '```snippet explained="yes"\npage/a.py\n```\n```snippet\nb/c.py\n```',
            [("page/a.py", True), ("b/c.py", False)],
        ),
        ("```snippet\n\npage/a.py\n```", []),
        ("```snippet\npage/a.txt\n```", []),
        ("```snippets\npage/a.py\n```", []),
        ("```python\npage/a.py\n```", []),
        ("a ```snippet\npage/a.py\n```", []),
    ],
)
def test_the_snippets_that_a_page_names_can_be_told_early(text, named):
    assert list(named_snippets(text)) == named
