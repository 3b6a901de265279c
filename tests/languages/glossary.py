"""Holds the prose of a language against its glossary. Shared by the tests; holds no test.

A glossary is data, ``glossaries/<language>.yml``; this module knows no language. What it may hold, and in which
form, stands at the head of ``zh.yml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml
from prose import CODE, Block

GLOSSARIES = Path(__file__).parent / "glossaries"


@dataclass(frozen=True)
class Rule:
    """What may not stand in a block of these kinds (in any, where there are none), and what is expected instead."""

    name: str
    pattern: re.Pattern[str]
    expected: str
    kinds: tuple[str, ...] = ()

    def broken(self, block: Block) -> Iterator[Finding]:
        if not self.kinds or block.kind in self.kinds:
            for match in self.pattern.finditer(block.text):
                if match["fault"]:
                    yield Finding(self, block, match.start("fault"), match.end("fault"))


@dataclass(frozen=True)
class Finding:
    """A place at which a rule is broken."""

    rule: Rule
    block: Block
    start: int
    end: int

    def __str__(self) -> str:
        line = self.block.line + self.block.text.count("\n", 0, self.start)
        context = self.block.text[max(0, self.start - 12) : self.end + 12].replace("\n", "⏎").replace(CODE, "`…`")
        return f"{self.block.file}:{line}: {self.rule.name}: expected {self.rule.expected}\ngot      {context}"


@dataclass(frozen=True)
class Exemption:
    """An exemption: text of a file in which a rule does not hold, and the reason."""

    file: str
    rule: str
    text: str
    reason: str

    def covers(self, finding: Finding) -> bool:
        if (self.file, self.rule) != (finding.block.file, finding.rule.name):
            return False
        places = re.finditer(re.escape(self.text), finding.block.text)
        return any(place.start() <= finding.start and finding.end <= place.end() for place in places)


@dataclass(frozen=True)
class Glossary:
    """A language's glossary: its terms by what they are called in English, its rules and its exemptions."""

    terms: dict[str, tuple[str, ...]]
    introduced: str
    rules: list[Rule]
    exemptions: list[Exemption]

    def problems(self, blocks: Iterable[Block]) -> Iterator[str]:
        """What breaks a rule and is not exempt, and exemptions without use."""
        findings = self.findings(list(blocks))
        for finding in findings:
            if not any(exemption.covers(finding) for exemption in self.exemptions):
                yield str(finding)
        for exemption in self.exemptions:
            if not any(map(exemption.covers, findings)):
                unneeded = f"{exemption.rule}: {exemption.text}"
                yield f"{exemption.file}:1: expected an exemption that is needed\ngot      {unneeded}"

    def findings(self, blocks: list[Block]) -> list[Finding]:
        """What breaks a rule, be it exempt or not."""
        found = [finding for block in blocks for rule in self.rules for finding in rule.broken(block)]
        return found + list(self.late_introductions(blocks))

    def late_introductions(self, blocks: list[Block]) -> Iterator[Finding]:
        """The English of a term where a page has used the term before, in the text of its body."""
        text = [block for block in blocks if block.kind in ("paragraph", "item", "cell")]
        for term, english in self.terms.items():
            introduced = self.introduced.replace("ENGLISH", "|".join(map(re.escape, english)))
            uses = re.compile(f"{term}(?P<fault>{introduced})?", re.I)
            rule = Rule("introduction", uses, f"the English of {term} at its first use on the page only")
            used = set()
            for block in text:
                for match in uses.finditer(block.text):
                    if match["fault"] and block.file in used:
                        yield Finding(rule, block, match.start("fault"), match.end("fault"))
                    used.add(block.file)


@cache
def read_glossary(language: str) -> Glossary:
    """The glossary of a language. Raises ``FileNotFoundError`` if it has none."""
    data = yaml.safe_load((GLOSSARIES / f"{language}.yml").read_text("utf-8"))
    rules = [word_rule(word, entry) for entry in data["words"] for word in entry.get("not", ())]
    rules += [character_rule(rule, data["characters"]) for rule in data["rules"]]
    return Glossary(
        terms={entry["use"]: tuple(entry["english"]) for entry in data["words"] if "english" in entry},
        introduced=data["introduced"],
        rules=rules,
        exemptions=[Exemption(**each) for each in data["exemptions"]],
    )


def word_rule(word: str, entry: dict) -> Rule:
    """A longer word that is right is matched first, and is no fault."""
    right = "".join(f"{re.escape(each)}|" for each in entry.get("but", ()))
    return Rule(word, re.compile(f"{right}(?P<fault>{re.escape(word)})"), entry["use"])


def character_rule(rule: dict, characters: dict[str, str]) -> Rule:
    pattern = rule["not"]
    for name, members in {**characters, "CODE": CODE}.items():
        pattern = pattern.replace(name, members)
    return Rule(rule["name"], re.compile(f"(?P<fault>{pattern})"), rule["use"], tuple(rule.get("in", ())))
