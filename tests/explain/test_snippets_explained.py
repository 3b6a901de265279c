"""The snippets, run through the tool: all that they print stays as it was reviewed, and each failure is explained.

Those that end well are many: ``make explained`` runs them too.
"""

from __future__ import annotations

import ast
import json
import re
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import PurePath

import pytest
import yaml
from explained import HERE, Explained, explained

from problems import fail_with
from project import DEFAULT, DOCS, LANGUAGES, ROOT, SNIPPETS, all_pages, all_snippets
from running.run import trim
from sources import read_page

TRANSCRIPTS = ROOT / "tests" / "snippets" / "transcripts"
RECORDED_ON = (3, 11)  # as in test_transcripts
MESSAGES = [
    (entry["error"], re.compile(entry["pattern"], re.DOTALL))
    for entry in json.loads((ROOT / "explain" / "messages.json").read_text("utf-8"))
]
SIZE = re.compile(r"torch\.Size\((\[[\d, ]*\])\)")
OF_THE_TENSOR = {"scalar", "complex", "no-graph", "second-backward"}  # errors of what backward() or grad() is called on


def transcript(snippet: str) -> str:
    path = (TRANSCRIPTS / snippet).with_suffix(".txt")
    return path.read_text("utf-8") if path.exists() else ""


def reviewed() -> dict[str, dict[str, str]]:
    """By reason: snippets, each with the page that the tool leads to and that it does not stand on."""
    return yaml.safe_load((HERE / "pages.yml").read_text("utf-8"))


FAILING = [snippet for snippet in all_snippets() if "Traceback (most recent" in transcript(snippet)]
FINE = [
    snippet
    for snippet in all_snippets()
    if snippet not in FAILING and (TRANSCRIPTS / snippet).with_suffix(".txt").exists()
]


def known_error(text: str) -> str | None:
    """The id of the last error of a transcript, as the table of messages has it."""
    last = text[text.rindex("Traceback") :]
    return next((error for error, pattern in MESSAGES if pattern.search(last)), None)


def called_on(source: str, line: int) -> str | None:
    """The expression that the statement at a line calls backward() or grad() on, as it is written."""
    for node in ast.walk(ast.parse(source)):
        if not (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.lineno <= line <= node.end_lineno
        ):
            continue
        whose = ast.unparse(node.func.value)
        if node.func.attr == "backward" and "autograd" not in whose:
            return ast.get_source_segment(source, node.func.value)
        if node.func.attr in ("grad", "backward") and whose.endswith("autograd") and node.args:
            return ast.get_source_segment(source, node.args[0])
    return None


def shown_shape(source: str, text: str, name: str) -> list[int] | None:
    """The shape that the program prints of a name, if that is the one shape that it prints."""
    prints = re.findall(rf"^\s*print\({re.escape(name)}\.shape\)", source, re.M)
    sizes = SIZE.findall(text)
    return json.loads(sizes[-1]) if len(prints) == 1 and len(set(sizes)) == 1 else None


def wrong(snippet: str, found: Explained) -> Iterator[str]:
    source, text = (SNIPPETS / snippet).read_text("utf-8"), transcript(snippet)
    if found.failed:
        yield f"expected no failure of the tool, got {found.failed}"
    error = known_error(text)
    if found.facts["error"] != error:
        yield f"expected error {error}, got {found.facts['error']}"
    lines = re.findall(rf'File "{re.escape(PurePath(snippet).name)}", line (\d+)', text)
    name = called_on(source, int(lines[-1])) if error in OF_THE_TENSOR and lines else None
    if name is None:
        return
    got = str(found.facts["name"])
    if got != name and not (name[0] in "[(" and got in name) and not got.startswith(f"{name}["):  # one of several
        yield f"expected name {name}, got {got}"
    shape = shown_shape(source, text, name)
    if shape is not None and found.facts["shape"] != shape:
        yield f"expected shape {shape}, got {found.facts['shape']}"


def changed(snippet: str, found: Explained) -> Iterator[str]:
    """What the run through the tool printed or ended with, if that is not what was reviewed."""
    text = transcript(snippet)
    printed = trim(found.printed, (SNIPPETS / snippet).parent)
    if sys.version_info[:2] == RECORDED_ON and not printed.startswith(text):
        yield f"expected as reviewed\n{text}\ngot\n{printed}"
    elif not found.texts and sys.version_info[:2] == RECORDED_ON and printed != text:
        yield f"expected nothing more, got {printed.removeprefix(text)}"
    if bool(found.status) != (snippet in FAILING):
        yield f"expected {'a failure' if snippet in FAILING else 'a good end'}, got status {found.status}"


def page_of(facts: dict) -> str:
    path = facts["page"].partition("#")[0].rstrip("/")
    return f"{path or 'index'}.md"


@cache
def homes() -> dict[str, set[str]]:
    """The pages that show each snippet."""
    found: dict[str, set[str]] = {}
    for path in all_pages(DEFAULT):
        for fence in read_page(DEFAULT, path).snippets:
            for snippet in {fence.snippet, fence.compared_with}:
                found.setdefault(snippet, set()).add(path)
    return found


@pytest.mark.parametrize("snippet", FAILING)
def test_a_snippet_that_fails_is_explained_and_otherwise_as_reviewed(snippet, shared):
    found = explained(SNIPPETS / snippet, shared)
    fail_with(f"snippets/{snippet}: {problem}" for check in (changed, wrong) for problem in check(snippet, found))


@pytest.mark.every_snippet
@pytest.mark.parametrize("snippet", FINE)
def test_a_snippet_that_ends_well_is_as_reviewed_and_nothing_is_said(snippet, shared):
    found = explained(SNIPPETS / snippet, shared)
    problems = [*changed(snippet, found), *([f"expected no word, got {found.texts}"] if found.texts else [])]
    fail_with(f"snippets/{snippet}: {problem}" for problem in problems)


def test_an_explanation_leads_to_the_page_of_the_snippet_or_to_a_reviewed_one(shared):
    elsewhere = {snippet: page for pages in reviewed().values() for snippet, page in pages.items()}
    problems = []
    for snippet in FAILING:
        facts = explained(SNIPPETS / snippet, shared).facts
        at_home = facts["page"] is None or page_of(facts) in homes()[snippet]
        expected = elsewhere.get(snippet)
        if at_home and expected is not None:
            problems.append(f"pages.yml: {snippet}: expected no entry, got {expected}: it leads to its own page now")
        elif not at_home and facts["page"] != expected:
            problems.append(f"{snippet}: expected {expected or sorted(homes()[snippet])}, got {facts['page']}")
    problems += [
        f"pages.yml: expected snippets that fail, got {snippet}" for snippet in elsewhere.keys() - set(FAILING)
    ]
    fail_with(problems)


def test_every_page_that_an_explanation_may_lead_to_is_there_in_every_language():
    known = [entry["page"] for entry in json.loads((ROOT / "explain" / "messages.json").read_text("utf-8"))]
    known += json.loads((ROOT / "explain" / "causes.json").read_text("utf-8")).values()
    problems = []
    for address in sorted(set(known)):
        path, _, section = address.partition("#")
        name = f"{path.rstrip('/') or 'index'}.md"
        for language in LANGUAGES:
            if not (DOCS / language / name).exists():
                problems.append(f"{address}: expected docs/{language}/{name}, got none")
            elif section and section not in read_page(language, name).ids:
                problems.append(f"{address}: expected #{section} in docs/{language}/{name}, got none")
    fail_with(problems)


@pytest.mark.parametrize(
    ("source", "line", "name"),
    [
        ("loss.backward()\n", 1, "loss"),
        ("(a +\n b).backward()\n", 2, "a +\n b"),
        ("torch.autograd.grad(y, x)\n", 1, "y"),
        ("x = 1\n", 1, None),
    ],
)
def test_what_backward_is_called_on_is_read_from_the_source(source, line, name):
    assert called_on(source, line) == name
