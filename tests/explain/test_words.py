"""Every sentence that the tool can say is there in every language, once, with the same to fill in; none is in vain."""

from __future__ import annotations

import ast
import json
import string
from collections.abc import Iterator

import pytest

from problems import fail_with
from project import LANGUAGES, ROOT

PACKAGE = ROOT / "explain"
SAYING = {"say": 0, "word": 1}  # what says something, and the place of the key among its arguments


def read_words(text: str) -> tuple[dict, list[str]]:
    """The words, and the keys that are there again."""
    again = []

    def gather(pairs):
        found = {}
        for key, value in pairs:
            again.extend([key] if key in found else [])
            found[key] = value
        return found

    return json.loads(text, object_pairs_hook=gather), again


WORDS, AGAIN = read_words((PACKAGE / "words.json").read_text("utf-8"))
MODULES = {path.name: ast.parse(path.read_text("utf-8")) for path in sorted(PACKAGE.glob("*.py"))}


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def wrong_words(words: dict) -> Iterator[str]:
    for key, texts in words.items():
        if set(texts) != set(LANGUAGES):
            yield f"{key}: expected {LANGUAGES}, got {sorted(texts)}"
            continue
        names = {language: placeholders(text) for language, text in texts.items()}
        if len(set(map(frozenset, names.values()))) > 1:
            yield f"{key}: expected the same to be filled in, got {names}"
        if not all(text.strip() for key_, text in texts.items()):
            yield f"{key}: expected words, got none"


def literals(tree: ast.AST) -> Iterator[ast.Constant]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str))


def prefixes(tree: ast.AST) -> set[str]:
    """What a key begins with where its end is put in: ``cause-`` of ``f"cause-{kind}"``."""
    return {
        node.values[0].value
        for node in ast.walk(tree)
        if isinstance(node, ast.JoinedStr)
        and isinstance(node.values[0], ast.Constant)
        and node.values[0].value[-1] == "-"
    }


def unused(words: dict, modules: dict[str, ast.AST]) -> Iterator[str]:
    there = {one.value for tree in modules.values() for one in literals(tree)}
    starts = {start for tree in modules.values() for start in prefixes(tree)} | {
        # key of what is filled in: f"{key}-{value}" in rendering.py
        f"{one}-"
        for one in ("per", "layer", "reason", "type-word")
    }
    for key in words:
        ends = {key.removeprefix(start) for start in starts if key.startswith(start)}
        if key not in there and not ends & there:
            yield f"{key}: expected to be said somewhere, got nowhere"


def said(modules: dict[str, ast.AST]) -> Iterator[tuple[str, str, ast.Call | None]]:
    """(place, key, call) of each key that the modules name."""
    for name, tree in modules.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and str(node.value).startswith("caveat-"):
                yield f"{name}:{node.lineno}", node.value, None
            if not isinstance(node, ast.Call):
                continue
            function = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            number = SAYING.get(function)
            if number is not None and len(node.args) > number:
                for one in possible(node.args[number]):
                    yield f"{name}:{node.lineno}", one, node


def possible(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from possible(node.body)
        yield from possible(node.orelse)


def missing(words: dict, modules: dict[str, ast.AST]) -> Iterator[str]:
    for place, key, call in said(modules):
        if key not in words:
            yield f"explain/{place}: expected a key of words.json, got {key!r}"
        elif call is not None and all(one.arg for one in call.keywords):
            given = {one.arg for one in call.keywords} | {"place"}
            lacking = placeholders(words[key]["en"]) - given
            if lacking:
                yield f"explain/{place}: expected {sorted(lacking)} for {key!r}, got {sorted(given)}"


def test_every_key_is_there_once_in_every_language_with_the_same_to_fill_in():
    fail_with([f"words.json: {key}: expected once, got twice" for key in AGAIN] + list(wrong_words(WORDS)))


def test_no_key_is_there_in_vain():
    fail_with(unused(WORDS, MODULES))


def test_no_key_is_missing():
    fail_with(missing(WORDS, MODULES))


@pytest.mark.parametrize(
    ("code", "check", "got"),
    [
        ("facts.say('nothing-such')", missing, "'nothing-such'"),
        ("Fix(CERTAIN, edits, 'caveat-none')", missing, "'caveat-none'"),
        ("facts.say('cause' if a else 'nothing-such', n=1)", missing, "'nothing-such'"),
        ("facts.say('cause')", missing, "['place']"),
        ("facts.say('other', n=1)", unused, "nowhere"),
        ("say(f'part-{one}'); one = 'b'", unused, "nowhere"),
    ],
)
def test_a_fault_is_found(code, check, got):
    words = {"cause": {"en": "{n}", "zh": "{n}"}, "part-a": {"en": "a", "zh": "a"}}
    assert any(problem.endswith(f"got {got}") for problem in check(words, {"planted.py": ast.parse(code)}))


@pytest.mark.parametrize("texts", [{"en": "{a}", "zh": "{b}"}, {"en": "a"}, {"en": "a", "zh": " "}])
def test_words_that_differ_are_found(texts):
    assert list(wrong_words({"key": texts}))


def test_a_key_that_is_there_again_is_found():
    assert read_words('{"a": {"en": "1"}, "a": {"en": "2"}}')[1] == ["a"]
