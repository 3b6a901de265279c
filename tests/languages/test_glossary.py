"""The translations keep to their glossaries: words, punctuation, spacing.

The rules for Chinese characters are regular expressions of our own, after a trial of two libraries. Of the texts in
zh.yml that break a rule, autocorrect-py 2.14 marks a third: it does not look past inline code, links and line ends, and
knows nothing of parentheses, quotation marks and full stops. zhlint 0.8 marks half, and wants half-width parentheses
and spaces around quotation marks, 400 times on our pages.
"""

from __future__ import annotations

from dataclasses import replace

import pytest
import yaml
from glossary import GLOSSARIES, Exemption, read_glossary
from prose import Block, read_page_prose, read_settings

from drift import OTHERS
from problems import fail_with
from project import ROOT, all_pages
from sources import parse, read_page

DATA = {path.stem: yaml.safe_load(path.read_text("utf-8")) for path in GLOSSARIES.glob("*.yml")}


@pytest.mark.parametrize("language", OTHERS)
def test_every_page_keeps_to_the_glossary(language):
    glossary = read_glossary(language)
    blocks = [block for path in all_pages(language) for block in read_page_prose(read_page(language, path))]
    assert blocks
    settings = list(read_settings("mkdocs.yml", (ROOT / "mkdocs.yml").read_text("utf-8"), language))
    assert settings
    fail_with(glossary.problems(blocks + settings))


# The glossaries themselves: each rule finds what it is there to find, and no more.


def examples(kind):
    return [
        (language, rule["name"], text)
        for language, data in DATA.items()
        for rule in data["rules"]
        for text in rule[kind]
    ]


def words(key):
    return [
        (language, word) for language, data in DATA.items() for entry in data["words"] for word in entry.get(key, ())
    ]


def broken_rules(language, text):
    blocks = list(read_page_prose(parse("page.md", text)))
    return [finding.rule.name for finding in read_glossary(language).findings(blocks)]


@pytest.mark.parametrize(("language", "rule", "text"), examples("wrong"))
def test_a_rule_finds_what_is_wrong(language, rule, text):
    assert rule in broken_rules(language, text)


@pytest.mark.parametrize(("language", "rule", "text"), examples("right"))
def test_a_rule_passes_what_is_right(language, rule, text):
    assert rule not in broken_rules(language, text)


@pytest.mark.parametrize("language", DATA)
def test_every_rule_has_examples_of_both_kinds(language):
    assert all(rule["wrong"] and rule["right"] for rule in DATA[language]["rules"])


@pytest.mark.parametrize(("language", "word"), words("not"))
def test_a_word_is_found_in_a_sentence(language, word):
    assert word in broken_rules(language, f"这里的{word}。")


@pytest.mark.parametrize(("language", "word"), words("but"))
def test_a_longer_word_that_is_right_passes(language, word):
    assert not {each for _, each in words("not")} & set(broken_rules(language, f"这里的{word}。"))


@pytest.mark.parametrize("language", DATA)
def test_no_word_is_both_wanted_and_not(language):
    wanted = "，".join(entry["use"] for entry in DATA[language]["words"] if "english" in entry)
    assert [word for each, word in words("not") if each == language and word in wanted] == []


@pytest.mark.parametrize(
    "text", ["`规约`", "[归约](规约.md)。", "```text\n规约\n```", "---\nsearch:\n  keywords: [规约]\n---\n"]
)
def test_code_targets_and_keywords_are_not_read(text):
    assert "规约" not in broken_rules("zh", text)


@pytest.mark.parametrize(
    ("text", "late"),
    [
        ("标量（scalar）是一个数。\n\n只有标量才行。", False),
        ("---\ntitle: 标量\ndescription: 标量。\n---\n# 标量 {#scalar}\n\n标量（scalar）是一个数。", False),
        ("向量–雅可比积（vector-Jacobian product，VJP）。", False),
        ("余切向量（cotangent）和向量（vector）。", True),
        ("只有标量才行。\n\n- 标量（scalar）是一个数。", True),
        ("标量（scalar）是一个数。\n\n标量（Scalar）就行。", True),
        ("向量–雅可比积。向量–雅可比积（VJP）。", True),
    ],
)
def test_the_english_of_a_term_stands_at_its_first_use(text, late):
    assert broken_rules("zh", text) == ["introduction"] * late


def test_a_problem_names_the_place_the_rule_and_the_text():
    glossary = read_glossary("zh")
    blocks = read_page_prose(parse("docs/zh/page.md", "第一段。\n\n先\n`sum()` 规约，再平均。"))
    (problem,) = without_exemptions(glossary).problems(blocks)
    assert problem == "docs/zh/page.md:4: 规约: expected 归约\ngot      先⏎`…` 规约，再平均。"


@pytest.mark.parametrize(
    ("exemption", "problems"),
    [
        (Exemption("page.md", "规约", "叫规约。", "a quotation"), []),
        (Exemption("page.md", "规约", "规约", "a quotation"), []),
        (
            Exemption("other.md", "规约", "叫规约", "a quotation"),
            ["page.md:1: 规约", "other.md:1: expected an exemption"],
        ),
        (
            Exemption("page.md", "约简", "叫规约", "a quotation"),
            ["page.md:1: 规约", "page.md:1: expected an exemption"],
        ),
        (
            Exemption("page.md", "规约", "别的规约", "a quotation"),
            ["page.md:1: 规约", "page.md:1: expected an exemption"],
        ),
        (Exemption("page.md", "规约", "也叫", "a quotation"), ["page.md:1: 规约", "page.md:1: expected an exemption"]),
    ],
)
def test_an_exemption_covers_its_text_only_and_must_be_needed(exemption, problems):
    glossary = without_exemptions(read_glossary("zh"), exemption)
    found = list(glossary.problems([Block("page.md", 1, "paragraph", "归约也叫规约。")]))
    assert len(found) == len(problems)
    assert all(each.startswith(start) for each, start in zip(found, problems, strict=True))


def test_every_exemption_has_a_reason():
    assert all(exemption.reason.strip() for language in DATA for exemption in read_glossary(language).exemptions)


def test_a_language_without_a_glossary_is_named():
    with pytest.raises(FileNotFoundError, match=r"glossaries/xx\.yml"):
        read_glossary("xx")


def without_exemptions(glossary, *exemptions):
    return replace(glossary, exemptions=list(exemptions))
