"""The pages' sources: in form, and no output typed by hand."""

from __future__ import annotations

from functools import cache

import pytest

import pages
from pages import parse
from problems import fail_with
from project import LANGUAGES, SNIPPETS, all_pages, all_snippets

CLEAN = """\
---
title: A title
description: A description
---
# The error {#error}

Call `torch.tensor([1.0])`, not "simply" what others say; adjust nothing.

!!! note

    Read [why](why.md).

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
    return {path: (SNIPPETS / path).read_text("utf-8") for path in all_snippets()}


def untested_code(page):
    return pages.untested_code(page, programs())


def unknown_snippets(page):
    return pages.unknown_snippets(page, list(programs()))


@pytest.mark.parametrize(
    "check",
    [
        pages.missing_front_matter,
        pages.faulty_fences,
        pages.headings_without_id,
        pages.repeated_ids,
        pages.typed_output,
        pages.unwanted_words,
        untested_code,
        unknown_snippets,
    ],
    ids=lambda check: check.__name__,
)
def test_no_page_has(check):
    sources = pages.all_sources()
    assert sources
    fail_with(problem for page in sources for problem in check(page))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_snippet_is_on_a_page(language):
    shown_on = [pages.read_page(language, path) for path in all_pages(language)]
    fail_with(pages.unshown_snippets(shown_on, all_snippets()))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_snippet_lies_in_a_folder_named_as_a_page(language):
    fail_with(pages.homeless_snippets(all_pages(language), all_snippets()))


# The checks themselves: each sees what it is there to see, at the right line, and nothing in a clean page.


def check_code(page):
    return pages.untested_code(page, SOURCES)


def check_paths(page):
    return pages.unknown_snippets(page, ["page/error.py"])


@pytest.mark.parametrize(
    "check",
    [
        pages.missing_front_matter,
        pages.faulty_fences,
        pages.headings_without_id,
        pages.repeated_ids,
        pages.typed_output,
        pages.unwanted_words,
        check_code,
        check_paths,
    ],
)
def test_a_clean_page_passes(check):
    assert list(check(parse("page.md", CLEAN))) == []


PLANTED = [
    (pages.missing_front_matter, "# No front matter\n", 1, "title"),
    (pages.missing_front_matter, "---\ntitle: x\n---\n", 1, "description"),
    (pages.missing_front_matter, "---\ntitle: x\ndescription: ' '\n---\n", 1, "description"),
    (pages.faulty_fences, "a\n\n```\nb\n```\n", 3, "language"),
    (pages.faulty_fences, '```{.python title="x"}\nb\n```\n', 1, "language"),
    (pages.faulty_fences, "a\n\n    ~~~ text\n    b\n", 3, "end"),
    (pages.faulty_fences, "````text\nb\n```\n", 1, "end"),
    (pages.headings_without_id, "# One\n", 1, "level 1"),
    (pages.headings_without_id, "# One {#one}\n\n## Two\n", 3, "level 2"),
    (pages.headings_without_id, "??? note\n\n    ### Three {.wide}\n", 3, "level 3"),
    (pages.headings_without_id, "<h2>Two</h2>\n", 1, "level 2"),
    (pages.headings_without_id, "Two\n---\n", 2, "level 2"),
    (pages.repeated_ids, "# One {#one}\n\n## Two {#two}\n\n## Three {#one}\n", 5, "line 1"),
    (pages.typed_output, "It prints `tensor([8., 8.])`.\n", 1, "printed tensor"),
    (pages.typed_output, "a\n\n```text\ntensor(48.)\n```\n", 4, "printed tensor"),
    (pages.typed_output, "    x.grad: tensor(-1.)\n", 1, "printed tensor"),
    (pages.typed_output, "tensor(True), tensor(nan)\n", 1, "printed tensor"),
    (pages.typed_output, "---\ndescription: It is tensor([1])\n---\n", 2, "printed tensor"),
    (pages.typed_output, "```text\nTraceback (most recent call last):\n```\n", 2, "traceback"),
    (pages.typed_output, 'See `File "error.py", line 7`.\n', 1, "traceback"),
    (pages.unwanted_words, "a\n\nYou can Simply call it.\n", 3, "Simply"),
    (pages.unwanted_words, "It is easy.\n", 1, "easy"),
    (pages.unwanted_words, "Obviously so.\n", 1, "Obviously"),
    (pages.unwanted_words, 'They say "just sum it".\n', 1, "just"),
    (pages.unwanted_words, '5" is\n\nsimply 5" long\n', 3, "simply"),
    (pages.unwanted_words, "`a\n\nsimply `b\n", 3, "simply"),
    (pages.unwanted_words, "More is coming soon.\n", 1, "coming soon"),
    (pages.unwanted_words, "---\ndescription: An easy fix\n---\n", 2, "easy"),
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
    assert list(pages.unshown_snippets([page], ["page/error.py"])) == []
    assert len(list(pages.unshown_snippets([page], ["page/error.py", "page/lost.py"]))) == 1


def test_a_snippet_in_no_page_s_folder_is_found():
    paths = ["index.md", "fixes/reduce.md"]
    assert list(pages.homeless_snippets(paths, ["index/a.py", "reduce/a.py"])) == []
    assert len(list(pages.homeless_snippets(paths, ["fixes/a.py", "fixes/reduce/a.py", "a.py"]))) == 3
