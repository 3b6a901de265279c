"""The pages' sources: in form, and no output typed by hand."""

from __future__ import annotations

from functools import cache

import checks
import pytest

import sources
from problems import fail_with
from project import LANGUAGES, SNIPPETS, all_pages, all_snippets, recorded_snippets
from running.promises import promised
from sources import parse

CLEAN = """\
---
title: A title
description: A description
---
# The error {#error}

Call `torch.tensor([1.0])`, not "simply" what others say; adjust nothing.

!!! note

    Read [why](why.md), or [how](https://example.org/easy/just-do).

## How {#how}

```snippet hl_lines="1"
page/error.py
```

```python
loss.mean().backward()
```

<!-- not run: it is not installed -->

```python
trainer.fit()
```

### Why {#why .wide}

```sh
make serve
```
"""
SOURCES = {"page/error.py": "if loss:\n    loss.mean().backward()  # RuntimeError: no\n"}


@cache
def programs() -> dict[str, str]:
    """The text of every snippet by its path."""
    return {path: (SNIPPETS / path).read_text("utf-8") for path in [*all_snippets(), *recorded_snippets()]}


def untested_code(page):
    return checks.untested_code(page, programs())


def unknown_snippets(page):
    return checks.unknown_snippets(page, list(programs()))


@cache
def states() -> dict[str, str]:
    """What every snippet says of its result, by its path."""
    return {path: promised(text.encode()).state for path, text in programs().items()}


def traps_that_look_right(page):
    return checks.traps_that_look_right(page, states())


@pytest.mark.parametrize(
    "check",
    [
        traps_that_look_right,
        checks.missing_front_matter,
        checks.faulty_fences,
        checks.faulty_options,
        checks.headings_without_id,
        checks.repeated_ids,
        checks.typed_output,
        checks.unwanted_words,
        checks.long_paragraphs,
        untested_code,
        unknown_snippets,
    ],
    ids=lambda check: check.__name__,
)
def test_no_page_has(check):
    pages = sources.all_sources()
    assert pages
    fail_with(problem for page in pages for problem in check(page))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_link_leads_somewhere(language):
    pages = {page.name: page for page in (sources.read_page(language, path) for path in all_pages(language))}
    fail_with(problem for page in pages.values() for problem in checks.dead_links(page, pages))


@pytest.mark.parametrize(
    ("link", "got"),
    [("../c.md", "docs/c.md"), ("c.md#here", "docs/en/c.md"), ("../en/b.md#there", "#there"), ("#there", "#there")],
)
def test_a_dead_link_is_found(link, got):
    a = parse(
        "docs/en/a.md",
        f"# A {{#a}}\n\n[b](b.md#here), [b](../en/b.md#too), [a](#a), [x](https://x.org/c.md)\n\n[c]({link})\n",
    )
    b = parse("docs/en/b.md", '# B {#here .wide}\n\n<a id="too"></a>\n')
    assert [problem.split(" got ")[1] for problem in checks.dead_links(a, {a.name: a, b.name: b})] == [got]


@pytest.mark.parametrize(
    ("heading", "shown", "problems"),
    [
        ("Trap: no error", "wrong", 0),
        ("陷阱：不报错", "raises", 0),
        ("Trap: no error", "right", 1),
        ("Trap: no error", "", 1),
        ("What is right", "right", 0),
    ],
)
def test_a_trap_that_looks_right_is_found(heading, shown, problems):
    fence = f"```snippet\n{shown}\n```\n" if shown else ""
    page = parse(
        "page.md", f"# Page {{#page}}\n\n```snippet\nright\n```\n\n## {heading} {{#it}}\n\n{fence}\n## Next {{#next}}\n"
    )
    states = {state: state for state in ("right", "wrong", "raises")}
    assert len(list(checks.traps_that_look_right(page, states))) == problems


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_snippet_is_on_a_page(language):
    shown_on = [sources.read_page(language, path) for path in all_pages(language)]
    fail_with(checks.unshown_snippets(shown_on, list(programs())))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_snippet_lies_in_a_folder_named_as_a_page(language):
    fail_with(checks.homeless_snippets(all_pages(language), list(programs())))


# The checks themselves: each sees what it is there to see, at the right line, and nothing in a clean page.


def check_code(page):
    return checks.untested_code(page, SOURCES)


def check_paths(page):
    return checks.unknown_snippets(page, ["page/error.py"])


@pytest.mark.parametrize(
    "check",
    [
        checks.missing_front_matter,
        checks.faulty_fences,
        checks.faulty_options,
        checks.headings_without_id,
        checks.repeated_ids,
        checks.typed_output,
        checks.unwanted_words,
        checks.long_paragraphs,
        check_code,
        check_paths,
    ],
)
def test_a_clean_page_passes(check):
    assert list(check(parse("page.md", CLEAN))) == []


PLANTED = [
    (checks.missing_front_matter, "# No front matter\n", 1, "title"),
    (checks.missing_front_matter, "---\ntitle: x\n---\n", 1, "description"),
    (checks.missing_front_matter, "---\ntitle: x\ndescription: ' '\n---\n", 1, "description"),
    (checks.faulty_fences, "a\n\n```\nb\n```\n", 3, "language"),
    (checks.faulty_fences, '```{.python title="x"}\nb\n```\n', 1, "language"),
    (checks.faulty_fences, "a\n\n    ~~~ text\n    b\n", 3, "end"),
    (checks.faulty_fences, "````text\nb\n```\n", 1, "end"),
    (checks.faulty_options, '```snippet show="all"\na/b.py\n```\n', 1, 'show="all"'),
    (checks.headings_without_id, "# One\n", 1, "level 1"),
    (checks.headings_without_id, "# One {#one}\n\n## Two\n", 3, "level 2"),
    (checks.headings_without_id, "??? note\n\n    ### Three {.wide}\n", 3, "level 3"),
    (checks.headings_without_id, "<h2>Two</h2>\n", 1, "level 2"),
    (checks.headings_without_id, "Two\n---\n", 2, "level 2"),
    (checks.repeated_ids, "# One {#one}\n\n## Two {#two}\n\n## Three {#one}\n", 5, "line 1"),
    (checks.typed_output, "It prints `tensor([8., 8.])`.\n", 1, "printed tensor"),
    (checks.typed_output, "a\n\n```text\ntensor(48.)\n```\n", 4, "printed tensor"),
    (checks.typed_output, "    x.grad: tensor(-1.)\n", 1, "printed tensor"),
    (checks.typed_output, "tensor(True), tensor(nan)\n", 1, "printed tensor"),
    (checks.typed_output, "---\ndescription: It is tensor([1])\n---\n", 2, "printed tensor"),
    (checks.typed_output, "```text\nTraceback (most recent call last):\n```\n", 2, "traceback"),
    (checks.typed_output, 'See `File "error.py", line 7`.\n', 1, "traceback"),
    (checks.unwanted_words, "a\n\nYou can Simply call it.\n", 3, "Simply"),
    (checks.unwanted_words, "It is easy.\n", 1, "easy"),
    (checks.unwanted_words, "Obviously so.\n", 1, "Obviously"),
    (checks.unwanted_words, 'They say "just sum it".\n', 1, "just"),
    (checks.unwanted_words, '5" is\n\nsimply 5" long\n', 3, "simply"),
    (checks.unwanted_words, "`a\n\nsimply `b\n", 3, "simply"),
    (checks.unwanted_words, "More is coming soon.\n", 1, "coming soon"),
    (checks.unwanted_words, "---\ndescription: An easy fix\n---\n", 2, "easy"),
    (checks.long_paragraphs, f"a\n\n{'word ' * 100}\nend\n", 3, "got 503"),
    (checks.long_paragraphs, f"---\na: b\n---\n- {'字' * 249}\n- 1. {'字' * 250}\n", 5, "got 505"),
    (checks.long_paragraphs, f"!!! note\n\n    ```text\n    a\n    ```\n    {'字' * 251}\n", 6, "got 502"),
    (check_code, "```python\nloss.sum().backward()\n```\n", 2, "loss.sum()"),
    (check_code, CLEAN.replace("loss.mean()", "loss.max()"), 20, "loss.max()"),
    (check_code, CLEAN.replace("page/error.py", "page/other.py"), 20, "loss.mean()"),
    (check_code, "<!-- not run:  -->\n\n```python\nloss.sum()\n```\n", 4, "loss.sum()"),
    (check_code, "<!-- not run: x -->\n\ntext\n\n```python\nloss.sum()\n```\n", 6, "loss.sum()"),
    (check_code, CLEAN.replace("```python\nloss", "```diff\n- loss\n+loss"), 20, "got: loss"),
    (check_code, CLEAN.replace("```python\nloss", "```pycon\n>>> loss"), 20, "got: >>> loss"),
    (check_paths, "```snippet\npage/none.py\n```\n", 1, "page/none.py"),
    (check_paths, '```snippet diff="page/none.py"\npage/error.py\n```\n', 1, "page/none.py"),
]


@pytest.mark.parametrize(("check", "text", "line", "message"), PLANTED)
def test_a_fault_is_found_at_its_line(check, text, line, message):
    problems = list(check(parse("page.md", text)))
    assert any(problem.startswith(f"page.md:{line}: ") and message in problem for problem in problems), problems


def test_a_snippet_on_no_page_is_found():
    page = parse("page.md", CLEAN)
    assert list(checks.unshown_snippets([page], ["page/error.py"])) == []
    assert len(list(checks.unshown_snippets([page], ["page/error.py", "page/lost.py"]))) == 1


def test_a_snippet_in_no_page_s_folder_is_found():
    paths = ["index.md", "fixes/reduce.md"]
    assert list(checks.homeless_snippets(paths, ["index/a.py", "reduce/a.py"])) == []
    assert len(list(checks.homeless_snippets(paths, ["fixes/a.py", "fixes/reduce/a.py", "a.py"]))) == 3
