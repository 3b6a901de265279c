"""What the tool says of programs in other people's style is right, and what it would change lets them run.

Beside each program of ``programs/`` stands what is known of it. What the tool misses, ``misses.yml`` says, with the
reason; an entry that is missed no more fails a test, so that the list only shrinks.
"""

from __future__ import annotations

import json

import pytest
from explained import all_programs, explained, library_programs, main_file, texts_of
from grading import MOST_LINES, beyond_misses, misses, read_known, wrong, wrong_fix, wrong_known

from problems import fail_with
from project import LANGUAGES, ROOT

WORDS = json.loads((ROOT / "explain" / "words.json").read_text("utf-8"))
CHECKS = {"failed", "silent", "error", "name", "shape", "culprit", "place", "certain", "probable"}
NEVER = {"failed", "silent", "error"}  # what is no matter of more or less


@pytest.mark.parametrize("name", all_programs())
def test_what_is_said_of_a_program_is_right(name, shared, tmp_path):
    found = explained(main_file(name), shared)
    problems = dict(wrong(read_known(name), found))
    problems |= wrong_fix(main_file(name), found, shared, tmp_path)
    fail_with(beyond_misses(name, problems))


@pytest.mark.parametrize("name", all_programs())
def test_what_is_known_of_a_program_is_whole(name):
    fail_with(f"{name}: {problem}" for problem in wrong_known(read_known(name), texts_of(main_file(name))))


def test_what_is_missed_is_of_programs_and_has_a_reason():
    fail_with(
        f"misses.yml: {name}: expected a program and a check that may fail, each with a reason, got {entry}"
        for name, entry in misses().items()
        if name not in [*all_programs(), *library_programs()]
        or not entry.keys() <= CHECKS - NEVER
        or not all(entry.values())
    )


@pytest.mark.parametrize("name", all_programs())
def test_an_explanation_is_short_in_every_language(name, shared):
    texts = explained(main_file(name), shared).texts
    problems = []
    for language in texts.keys() & set(LANGUAGES):
        text = f"{name}: {language}:\n{texts[language]}\n"
        lines = texts[language].splitlines()
        if len(lines) > MOST_LINES:
            problems.append(f"{text}expected at most {MOST_LINES} lines, got {len(lines)}")
        heads = [number for number, line in enumerate(lines) if line == WORDS["terms-many"][language]]
        if any(not lines[number + 1].startswith("  `") for number in heads):
            problems.append(f"{text}expected terms below their heading, got none")
    fail_with(problems)
