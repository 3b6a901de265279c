"""The options of a fence, and what is wrong with others. That a fence with a problem stops a build: test_failing.py."""

from __future__ import annotations

import pytest

from pages.options import read_options

NO_OPTION = "one of the options hl_lines, show, diff, draw, explained"


@pytest.mark.parametrize(
    ("options", "expected", "got"),
    [
        pytest.param(' html="on"', NO_OPTION, "html", id="html-of-markdown-exec"),
        pytest.param(' session="x"', NO_OPTION, "session", id="session-of-markdown-exec"),
        pytest.param(" show=output", 'options written name="value"', "show=output", id="no-quotes"),
        pytest.param(' show="both"', 'show="source|output"', 'show="both"', id="unknown-value"),
        pytest.param(' source="above"', NO_OPTION, "source", id="source-of-markdown-exec"),
        pytest.param(' exec="on"', NO_OPTION, "exec", id="exec-of-markdown-exec"),
        pytest.param(' place="docs/en/index.md:1"', NO_OPTION, "place", id="our-own"),
        pytest.param(" show='output'", 'options written name="value"', "show='output'", id="single-quotes"),
        pytest.param(' show="output', 'options written name="value"', 'show="output', id="quote-not-closed"),
        pytest.param('show="output"', 'options written name="value"', 'show="output"', id="no-space"),
        pytest.param(" show", 'options written name="value"', "show", id="no-value"),
        pytest.param(
            ' show="source" show="output"', "each option once", 'show="source" show="output"', id="option-twice"
        ),
        pytest.param(' diff="x.txt"', r'diff="\S+\.py"', 'diff="x.txt"', id="diff-against-text"),
        pytest.param(
            ' hl_lines="1" show="output"',
            "hl_lines where the source is shown as it is",
            "hl_lines beside diff or output",
            id="highlight-without-source",
        ),
        pytest.param(
            ' draw="graph" show="output"',
            "draw without another option",
            'draw="graph" show="output"',
            id="draw-beside-another",
        ),
        pytest.param(' explained="no"', 'explained="yes"', 'explained="no"', id="explained-otherwise"),
        pytest.param(
            ' explained="yes" show="source"',
            "explained where the output is shown",
            "explained beside source",
            id="explained-without-output",
        ),
    ],
)
def test_bad_options_are_a_problem_of_the_fence(options, expected, got):
    assert read_options(options)[1] == f"expected {expected}\ngot      {got}"


@pytest.mark.parametrize(
    "options",
    [
        "",
        ' show="source"',
        ' show="output"',
        ' diff="a/b.py"',
        ' hl_lines="1 3-5"',
        ' explained="yes"',
        ' draw="product"',
        ' show="source"  hl_lines="2" ',
    ],
)
def test_good_options_are_no_problem(options):
    assert read_options(options)[1] == ""
