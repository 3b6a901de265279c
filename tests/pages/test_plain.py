"""A page as Markdown: what is left out of its text, where its links lead, and how a program stands in it."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from pages.contents import Contents, Example, Shown
from pages.plain import block, document, fenced, prose, to_site, without_blocks, without_ids
from running.promises import Promise

PLACE = "docs/en/fixes/mean.md:3"


def example(**options: str) -> Example:
    return Example("page/a.py", options, "It prints:", b"print(1)\n", "1\n", Promise(None, ()))


def page(path: str, contents: Contents, markdown: str = "", site: str = "") -> Shown:
    """The page whose source is at ``path``, added to the others; ``site`` is where it is published."""
    url = f"{site}{path.removesuffix('.md')}/" if site else None
    contents.add("en", SimpleNamespace(file=SimpleNamespace(src_uri=path), canonical_url=url), markdown)
    return contents.pages[path]


@pytest.fixture
def shown() -> Shown:
    """A page among others."""
    contents = Contents()
    for path in ("index.md", "fixes/sum.md"):
        page(path, contents)
    return page("fixes/mean.md", contents)


def by_path(target: Shown, fragment: str) -> str:
    return f"/{target.page.file.src_uri}{fragment}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[sum](sum.md)", "[sum](/fixes/sum.md)"),
        ("[the rule](../index.md#rule)", "[the rule](/index.md#rule)"),
        ("[below](#trap)", "[below](/fixes/mean.md#trap)"),
        ("[two\nlines](sum.md), [`x[0]`](#x)", "[two\nlines](/fixes/sum.md), [`x[0]`](/fixes/mean.md#x)"),
        ("[nowhere](absent.md#a)", "nowhere"),
        ("[out](https://pytorch.org/a.md#b) ![p](a.png)", "[out](https://pytorch.org/a.md#b) ![p](a.png)"),
        ("`f[i](x)`, `f[i]()(x)`", "`f[i](x)`, `f[i]()(x)`"),
    ],
)
def test_a_link_leads_to_the_page_that_it_names_from_where_it_stands(shown, text, expected):
    assert prose(shown, text, by_path) == expected


def test_of_a_link_without_an_address_the_words_stay(shown):
    assert prose(shown, "[sum](sum.md) and [below](#trap)", lambda target, fragment: "") == "sum and below"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('<div class="grid" markdown>\n\nText.\n\n</div>\n\nMore.', "Text.\n\nMore."),
        ('报错 <span lang="en">only for</span>，<a id="b"></a>后面', "报错 only for，后面"),
        ("a < b, <details>, <divide>\n", "a < b, <details>, <divide>\n"),
        ("Text.\n{: .wide }\nMore.\n{#id}", "Text.\nMore.\n"),
        ("[x](https://x.org){#here} and {'a': 1}", "[x](https://x.org) and {'a': 1}"),
    ],
)
def test_what_only_a_browser_understands_is_left_out(shown, text, expected):
    assert prose(shown, text, by_path) == expected


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ('!!! answer "The symptom"\n\n    One.\n\n        x\n\nTwo.', "**The symptom**\n\nOne.\n\n    x\n\nTwo."),
        ('??? tip "A"\n    One.\n???+ note "B"\n    Two.', "**A**\nOne.\n**B**\nTwo."),
        ('=== "`f()`"\n    One.\n===+ "B"\n    Two.\n===! "C"\n    x', "**`f()`**\nOne.\n**B**\nTwo.\n**C**\nx"),
        ("!!! note\n    One.", "\nOne."),
        ('!!! note inline end ""\n    One.', "\nOne."),
        ('!!! note "A"\n    === "B"\n        One.\n    Two.\nThree.', "**A**\n**B**\nOne.\nTwo.\nThree."),
        ('!!! note "A"\n    === "B"\n        One.\nTwo.\n    x', "**A**\n**B**\nOne.\nTwo.\n    x"),
        ('!!! note "A"\n    One.\n\n   Two.', "**A**\nOne.\n\n   Two."),
        ('!!! "A"\n    One.\n=== B\n====\na !!! note', '!!! "A"\n    One.\n=== B\n====\na !!! note'),
    ],
)
def test_what_stands_in_a_block_moves_out_of_it_below_its_title(markdown, expected):
    assert without_blocks(markdown) == expected


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ('1. One\n\n    !!! note "A"\n\n        x\n\n    Two.\n', "1. One\n\n    **A**\n\n    x\n\n    Two.\n"),
        (
            '!!! note\n    - One\n\n        ??? tip "B"\n\n            x\n\n    Two.',
            "\n- One\n\n    **B**\n\n    x\n\nTwo.",
        ),
    ],
)
def test_what_stands_in_a_block_of_a_list_stays_in_the_list(markdown, expected):
    assert without_blocks(markdown) == expected


def test_headings_lose_their_ids_alone():
    text = "# A page {#page}\n\n## `f({})` {#f .wide}\n\n### Three\n\nText {#id}\n"
    assert without_ids(text) == "# A page\n\n## `f({})`\n\n### Three\n\nText {#id}\n"


def test_a_link_to_the_site_needs_a_site():
    assert to_site(page("sum.md", Contents(), site="https://x.org/"), "#a") == "https://x.org/sum/#a"
    assert to_site(page("sum.md", Contents()), "#a") == ""


SOURCE = '```python title="page/a.py"\nprint(1)\n```\n'
OUTPUT = "It prints:\n\n```text\n1\n```\n"


@pytest.mark.parametrize(
    ("options", "expected"),
    [({}, f"{SOURCE}\n{OUTPUT}"), ({"show": "source"}, SOURCE), ({"show": "output"}, OUTPUT)],
)
def test_a_program_stands_above_what_it_printed(options, expected):
    assert block(example(**options)) == expected


def test_what_the_tool_says_stands_below_what_was_printed():
    told = Example("page/a.py", {"show": "output"}, "It prints:", b"", "1\n", Promise(None, ()), ("It says:", "Why.\n"))
    assert block(told) == f"{OUTPUT}\nIt says:\n\n```text\nWhy.\n```\n"


@pytest.mark.parametrize(
    ("text", "marks"),
    [("", "```"), ("``", "```"), ("a `b`\n``````\n```", "```````"), ("```", "````"), ("````", "`````")],
)
def test_the_marks_around_a_text_are_as_long_as_it_needs(text, marks):
    assert fenced("text", text) == f"{marks}text\n{text}\n{marks}\n"


def test_a_document_has_its_programs_where_their_fences_were(shown):
    fence = f'  ```snippet place="{PLACE}"\n  page/a.py\n  ```\n'
    shown.contents.examples[PLACE] = example(show="output")
    markdown = f"- One:\n\n{fence}\nTwo, [sum](sum.md).\n\n{fence.replace(':3', ':9')}\n\n"
    whole = page("fixes/mean.md", shown.contents, markdown)
    output = "  It prints:\n\n  ```text\n  1\n  ```\n"
    assert document(whole, by_path) == f"- One:\n\n{output}\nTwo, [sum](/fixes/sum.md).\n"
