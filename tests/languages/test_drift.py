"""No section of a translation was left behind when its original changed."""

from __future__ import annotations

import pytest

from drift import OTHERS, Translation, main, read_sections
from problems import fail_with

ORIGINAL = """\
---
title: A title
description: A description
search:
  keywords: [one]
---

# The error {#error}

It is one value. It is not a vector.

```snippet
page/error.py
```

## Why {#why}

Because it is.
"""
TRANSLATION = ORIGINAL.replace("It is one value. It is not a vector.", "它是一个数，不是向量。")


@pytest.mark.parametrize("language", OTHERS)
def test_every_section_was_reviewed_against_the_present_original(language):
    edition = Translation(language)
    assert list(edition.reviewed.rglob("*.md"))
    fail_with(edition.stale())


@pytest.mark.parametrize("language", OTHERS)
def test_no_section_is_missing(language):
    fail_with(Translation(language).missing())


# The check itself.


@pytest.fixture
def edition(tmp_path):
    """A project of one page, translated and reviewed."""
    edition = Translation("zh", tmp_path)
    write(edition.original, "page.md", ORIGINAL)
    write(edition.translation, "page.md", TRANSLATION)
    edition.accept("page.md")
    return edition


def write(folder, page, text):
    path = folder / page
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def test_what_was_reviewed_is_up_to_date(edition):
    assert list(edition.stale()) == list(edition.missing()) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("It is one value. It is not a vector.", "It is one\nvalue.  It is not\n\na vector."),
        ("\n## Why", "\n\n\n## Why"),
        ("description: A description", "description: >-\n  A\n  description"),
        ("keywords: [one]", "keywords: [one, two]"),
    ],
)
def test_white_space_and_keywords_do_not_count(edition, old, new):
    assert old in ORIGINAL
    write(edition.original, "page.md", ORIGINAL.replace(old, new))
    assert list(edition.stale()) == []


@pytest.mark.parametrize(
    ("old", "new", "line", "section", "source", "removed", "added"),
    [
        ("not a vector", "no vector", 8, "error", 8, "It is not a vector.", "It is no vector."),
        ("page/error.py", "page/other.py", 8, "error", 8, "page/error.py", "page/other.py"),
        ("Because it", "As it", 16, "why", 16, "Because it is.", "As it is."),
        ("A title", "Another title", 1, "@front-matter", 1, "title: A title", "title: Another title"),
        ("A description", "It says", 1, "@front-matter", 1, "description: A description", "description: It says"),
    ],
)
def test_a_change_is_shown_with_both_places(edition, old, new, line, section, source, removed, added):
    assert ORIGINAL.count(old) == 1
    write(edition.original, "page.md", ORIGINAL.replace(old, new))
    (problem,) = edition.stale()
    message, *change = problem.splitlines()
    assert message == (
        f"docs/zh/page.md:{line}: expected section {section} to be reviewed against docs/en/page.md:{source}"
    )
    assert any(each.startswith("    -") and removed in each for each in change)
    assert any(each.startswith("    +") and added in each for each in change)


def test_only_the_sentence_that_changed_is_marked(edition):
    write(edition.original, "page.md", ORIGINAL.replace("It is not a vector", "It is\nno vector"))
    (problem,) = edition.stale()
    assert [line for line in problem.splitlines() if line.startswith(("    -", "    +"))] == [
        "    -It is not a vector.",
        "    +It is no vector.",
    ]


def test_a_section_that_nobody_reviewed_is_named(edition):
    new = "\n## New {#new}\n\nText.\n"
    write(edition.original, "page.md", ORIGINAL + new)
    assert list(edition.missing()) == ["docs/zh/page.md:1: expected a section new as in docs/en/page.md:20, got none"]
    assert list(edition.stale()) == []
    write(edition.translation, "page.md", TRANSLATION + new)
    assert list(edition.missing()) == []
    (problem,) = edition.stale()
    assert problem.startswith("docs/zh/page.md:20: ")
    assert "no review" in problem
    edition.accept("page.md", "new")
    assert list(edition.stale()) == []


def test_a_page_that_nobody_translated_or_reviewed_is_named(edition):
    write(edition.original, "fixes/new.md", "# New {#new}\n")
    assert list(edition.missing()) == ["docs/zh/fixes/new.md:1: expected this page, got none"]
    edition.accept_all()
    write(edition.translation, "fixes/new.md", "# 新 {#new}\n")
    assert len(list(edition.stale())) == 1
    edition.accept_all()
    assert list(edition.stale()) == []


def test_a_section_that_is_gone_is_named_until_the_page_is_reviewed(edition):
    for folder in (edition.original, edition.translation):
        write(folder, "page.md", ORIGINAL.partition("## Why")[0])
    (problem,) = edition.stale()
    assert (
        problem
        == "tests/languages/reviewed/zh/page.md:14: expected no section why, which docs/en/page.md has no longer"
    )
    edition.accept("page.md")
    assert list(edition.stale()) == []


def test_a_page_that_is_gone_is_named_until_it_is_reviewed(edition):
    (edition.original / "page.md").unlink()
    assert len(list(edition.stale())) == 3
    edition.accept_all()
    assert list(edition.stale()) == []
    assert not (edition.reviewed / "page.md").exists()


def test_one_section_is_accepted_without_the_others(edition):
    write(edition.original, "page.md", ORIGINAL.replace("not a vector", "no vector").replace("Because it", "As it"))
    edition.accept("page.md", "why")
    (problem,) = edition.stale()
    assert "section error" in problem
    edition.accept("page.md", "error")
    assert list(edition.stale()) == []


def test_what_was_reviewed_reads_back_as_the_original(edition):
    write(edition.original, "page.md", ORIGINAL.replace("# The error", "Before it.\n\n# The error"))
    write(edition.translation, "page.md", TRANSLATION.replace("# The error", "之前。\n\n# The error"))
    edition.accept("page.md")
    now, then = (read_sections(folder / "page.md") for folder in (edition.original, edition.reviewed))
    assert [*now] == [*then] == ["@front-matter", "@top", "error", "why"]
    assert [each.text for each in now.values()] == [each.text for each in then.values()]


@pytest.mark.parametrize(("page", "name"), [("none.md", None), ("page.md", "none"), ("none.md", "why")])
def test_a_place_that_is_not_there_cannot_be_accepted(edition, page, name):
    with pytest.raises(LookupError, match="none"):
        edition.accept(page, name)


@pytest.mark.parametrize("arguments", [["reviewed", ""], ["reviewed", "none.md"], ["reviewed"], ["lacks", "xx"], []])
def test_a_wrong_command_is_refused(arguments, capsys):
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    assert stopped.value.code == 2
    assert "error: " in capsys.readouterr().err


def test_the_command_lists_what_a_language_lacks(edition, capsys, monkeypatch):
    write(edition.original, "page.md", ORIGINAL.replace("not a vector", "no vector"))
    write(edition.original, "new.md", "# New {#new}\n")
    monkeypatch.setattr("drift.Translation", lambda language: Translation(language, edition.root))
    main(["lacks", "zh"])
    printed = capsys.readouterr().out
    assert "docs/zh/new.md:1: expected this page" in printed
    assert "section error to be reviewed" in printed
    assert printed.endswith("zh: 2 missing or to be reviewed\n")
    main(["reviewed", "all"])
    main(["lacks"])
    assert capsys.readouterr().out.endswith("zh: 1 missing or to be reviewed\n")
