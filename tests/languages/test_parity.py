"""Every page says the same in every language, in the same order. What is not prose can be compared."""

from __future__ import annotations

import parity
import pytest

from problems import fail_with
from project import LANGUAGES
from sources import parse

ENGLISH = """\
---
title: A title
description: A description
search:
  keywords: [scalar]
---
# The error {#error}

Read [why](why.md "Why"), [why](why.md) again and <https://example.org/a>.

!!! note

    It is `[n](x)`.

## How {#how}

| shape | fix | `a|b` |
| --- | --- | --- |
| `[2]` | [mean](mean.md) | x |
| `[0]` | none | x |

```snippet hl_lines="1"
page/error.py
```

![A graph](graph.svg)

## Why {#why .wide}

```sh
make serve
```

<img alt="Rows" src="rows.svg">
"""
TRANSLATED = (
    ENGLISH.replace("A title", "标题")
    .replace("keywords: [scalar]", "keywords: [标量, 规约]")
    .replace(
        '[why](why.md "Why"), [why](why.md) again and <https://example.org/a>',
        "<https://example.org/a>、[a](why.md)、[b](why.md)",
    )
    .replace("How {", "怎么做 {")
    .replace("A graph", "计算图")
    .replace("make serve", "make serve # 中文")
)


@pytest.mark.parametrize("check", [parity.different_parts, parity.different_links], ids=["parts", "links"])
def test_every_page_has_its_twins(check):
    pairs = parity.twins()
    assert {page.name.split("/")[1] for page, _ in pairs} == set(LANGUAGES[1:])
    fail_with(problem for page, twin in pairs for problem in check(page, twin))


def test_every_language_has_every_page():
    fail_with(parity.lone_pages())


# The checks themselves.


@pytest.mark.parametrize("check", [parity.different_parts, parity.different_links])
def test_clean_twins_pass(check):
    assert list(check(parse("zh.md", TRANSLATED), parse("en.md", ENGLISH))) == []


# A change of one twin, the line on which it shows there, and the line in the other.
FAULTS = [
    ("description: A description\n", "", 3, 3, "description"),
    ("search:\n  keywords: [scalar]\n", "keywords: x\n", 4, 4, "search"),
    ("  keywords: [scalar]\n", "  boost: 2\n", 5, 5, "search.keywords"),
    ("title: A title\ndescription: A description\n", "description: A description\ntitle: A title\n", 2, 2, "title"),
    ("{#how}", "{#when}", 15, 15, "{#how}"),
    ("## Why", "### Why", 28, 28, "## {#why}"),
    ("!!! note", "!!! tip", 11, 11, "!!! note"),
    ("!!! note", "??? note", 11, 11, "!!! note"),
    ("!!! note\n\n    It is `[n](x)`.\n\n", "", 11, 11, "!!! note"),
    ("| `[0]` | none | x |\n", "", 21, 20, "a table row of 3 cells"),
    ("| none | x |", "| x |", 20, 20, "a table row of 3 cells"),
    (" `a|b` |\n", " a | b |\n", 17, 17, "a table row of 3 cells"),
    (" `a|b` |\n", r" a \| b | |" + "\n", 17, 17, "a table row of 3 cells"),
    ('hl_lines="1"', 'hl_lines="2"', 22, 22, 'fence snippet hl_lines="1" page/error.py'),
    ("page/error.py", "page/other.py", 22, 22, "page/error.py"),
    ("```sh", "```text", 30, 30, "the fence sh"),
    ("```sh\nmake serve\n```\n\n", "", 30, 30, "the fence sh"),
    ("graph.svg", "plot.svg", 26, 26, "graph.svg"),
    ("![A graph](graph.svg)\n\n", "", 26, 26, "graph.svg"),
    ('<img alt="Rows" src="rows.svg">\n', "", 32, 34, "rows.svg"),
]
MOVED = [
    (
        "![A graph](graph.svg)\n\n## Why {#why .wide}\n",
        "## Why {#why .wide}\n\n![A graph](graph.svg)\n",
        26,
        26,
        "graph.svg",
    ),
    ("## How {#how}\n\n", "", 15, 15, "{#how}"),
]
LINKS = [
    ("[mean](mean.md)", "mean", 15, 19, "mean.md"),
    ("[why](why.md) again", "why again", 9, 9, "2 times"),
    ("<https://example.org/a>", "it", 7, 9, "https://example.org/a"),
    ("It is `[n](x)`.", "It is [n](x).", 13, 7, "x"),
    ("It is `[n](x)`.", '<a href="x">n</a>', 13, 7, "x"),
]


@pytest.mark.parametrize(
    ("check", "old", "new", "line", "twin_line", "named"),
    [(parity.different_parts, *fault) for fault in FAULTS + MOVED]
    + [(parity.different_links, *fault) for fault in LINKS],
)
def test_a_difference_names_both_places(check, old, new, line, twin_line, named):
    assert ENGLISH.count(old) == 1
    changed, clean = ENGLISH.replace(old, new), ENGLISH
    (problem, *_) = check(parse("zh.md", changed), parse("en.md", clean))
    assert problem.startswith(f"zh.md:{line}: ")
    assert f"en.md:{twin_line}\n" in problem
    assert named in problem
    (problem, *_) = check(parse("zh.md", clean), parse("en.md", changed))
    assert problem.startswith(f"zh.md:{twin_line}: ")
    assert f"en.md:{line}\n" in problem


def test_a_page_that_one_language_lacks_is_named(monkeypatch):
    has = {"en": ["index.md", "why.md"], "zh": ["index.md"], "ja": ["why.md"]}
    monkeypatch.setattr(parity, "LANGUAGES", tuple(has))
    monkeypatch.setattr(parity, "all_pages", has.get)
    assert [problem.partition(":")[0] for problem in parity.lone_pages()] == ["docs/zh/why.md", "docs/ja/index.md"]


def test_every_further_language_is_compared_with_the_default_one(monkeypatch):
    has = {"en": ["index.md", "why.md"], "zh": ["index.md"], "ja": ["why.md", "lone.md"]}
    monkeypatch.setattr(parity, "LANGUAGES", tuple(has))
    monkeypatch.setattr(parity, "all_pages", has.get)
    monkeypatch.setattr(parity, "read_page", lambda language, path: f"{language}/{path}")
    assert parity.twins() == [("zh/index.md", "en/index.md"), ("ja/why.md", "en/why.md")]
