"""Code in a sentence, and English in another language, are marked for what translates a page or reads it aloud."""

from __future__ import annotations

import re

import pytest
from bs4 import BeautifulSoup
from markdown import markdown

import sources
from pages.inline_code import InlineCode


@pytest.mark.parametrize(
    ("source", "is_message"),
    [
        ("`grad can be implicitly created only for scalar outputs`", True),
        ("`got 2 tensors and 1 gradients`", True),
        ("`'bool' object is not iterable`", True),
        ("``Use `grad_tensors` instead: it is deprecated``", True),
        ("`loss.mean().backward()`", False),
        ("`log_prob * advantage`", False),
        ("`(batch, length, features)`", False),
        ("`pip install -r requirements.txt`", False),
    ],
)
def test_a_message_is_told_from_code(source, is_message):
    code = BeautifulSoup(markdown(source, extensions=[InlineCode()]), "html.parser").code
    assert code["translate"] == "no"
    assert code.get("lang") == ("en" if is_message else None)


# More words in a row than a name has. Comments are for editors.
ENGLISH = re.compile(r"[A-Za-z][\w'’-]*(?:[ ,]+[A-Za-z\d][\w'’-]*){3,}")
UNSPOKEN = re.compile(r"<!--.*?-->|</?[a-z][^>]*>", re.S)
MARKED = re.compile(r'<(\w+)[^>]* lang="en"[^>]*>.*?</\1>', re.S)
TARGET = re.compile(r"\]\([^)]*\)|\{[^}]*\}")


def unmarked_english(page: sources.Page) -> list[str]:
    """English sentences in the text of a page in another language that no ``lang`` marks as such."""
    text = page.text
    if page.front_matter:
        text = re.sub(r"\A---\n.*?\n---\n", sources.blank, text, flags=re.S)
    for pattern in (sources.INLINE_CODE, MARKED, UNSPOKEN, TARGET):
        text = pattern.sub(sources.blank, text)
    return [
        f'{page.name}:{sources.line_of(text, match.start())}: expected lang="en" around English, got {match[0]!r}'
        for match in ENGLISH.finditer(text)
    ]


def test_english_in_another_language_is_marked():
    others = [page for page in sources.all_sources() if not page.name.startswith("docs/en/")]
    problems = [line for page in others for line in unmarked_english(page)]
    if problems:
        pytest.fail("\n".join(problems), pytrace=False)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("报错是 only for scalar outputs。", 1),
        ("# only for scalar outputs {#a}", 1),
        ("报错是 `only for scalar outputs`。", 0),
        ('报错是 <span lang="en">only for scalar outputs</span>。', 0),
        ("看 [这里](only-for-scalar-outputs.md)，用 Hugging Face Trainer。", 0),
        ("---\ntitle: only for scalar outputs\n---\n\n正文", 0),
    ],
)
def test_unmarked_english_is_found(text, count):
    assert len(unmarked_english(sources.parse("docs/zh/a.md", text))) == count
