"""PyTorch's releases: what the page about them says is what was found in each, ``environments/releases/``."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from test_transcripts import TRANSCRIPTS

import releases
import surveys
from problems import fail_with
from project import DOCS, LANGUAGES, SNIPPETS
from running.run import Run
from sources import Page, parse
from surveys import Frame, Outcome, Survey, number

PATH = "reference/versions.md"
OWN = "2.13.0"
CODE = re.compile(r"(?<!`)(`+) ?(.+?) ?\1(?!`)")
PROGRAM = re.compile(r"[\w-]+/[\w-]+\.py")
RELEASE = re.compile(r"(?<![\w.=-])[12]\.\d{1,2}(?:\.\d)?(?!\.?\w)")
CELL_BORDER = re.compile(r"(?<!\\)\|")
Rows = list[tuple[int, list[str]]]  # each with its line
Check = Callable[[Page, dict[str, Survey]], Iterator[str]]


@cache
def found() -> dict[str, Survey]:
    return surveys.all_surveys()


def ran(every: dict[str, Survey]) -> dict[str, Survey]:
    return {release: survey for release, survey in every.items() if survey.outcomes}


def was_read(every: dict[str, Survey]) -> dict[str, Survey]:
    return {release: survey for release, survey in every.items() if not survey.outcomes}


def versions(language: str) -> Page:
    return parse(f"docs/{language}/{PATH}", (DOCS / language / PATH).read_text("utf-8"))


def rows(page: Page, section: str) -> Rows:
    """The rows of the tables in the section with the id ``section``, without their heads."""
    start = next(heading.line for heading in page.headings if heading.id == section)
    end = min((heading.line for heading in page.headings if heading.line > start), default=10**6)
    lines = [(number, line) for number, line in page.prose if start < number < end and line.startswith("|")]
    cells = [(number, [cell.strip() for cell in CELL_BORDER.split(line.strip("| "))]) for number, line in lines]
    rules = {number for number, (first, *_) in cells if not first.strip("-: ")}
    return [(number, row) for number, row in cells if not {number, number + 1} & rules]


def code(cell: str) -> list[str]:
    """What stands in the cell as code, without the … of what is left out."""
    return [match[2].strip("…").strip() for match in CODE.finditer(cell)]


def programs_in(cell: str) -> list[str]:
    return [text for text in code(cell) if PROGRAM.fullmatch(text)]


def minor(release: str) -> str:
    return ".".join(release.split(".")[:2])


# What a table must hold


def lines_of(frames: list[Frame], name: str) -> list[str]:
    return [str(line) for _, line, function in frames if function == name]


def traceback_cells(survey: Survey) -> list[str]:
    """The lines of a traceback in a release, as a row of the page has them."""
    frames = survey.frames
    check = lines_of(frames["backward"], "_make_grads")
    engine = lines_of(frames["engine"], "_engine_run_backward")
    within = [lines_of(frames[call], "backward")[-1] for call in ("backward", "engine")]
    return [
        str(frames["backward"][0][1]),
        ", ".join(within),
        *lines_of(frames["grad"], "grad"),
        *check,
        *(engine or "—"),
    ]


def older_cells(survey: Survey) -> list[str]:
    """The same of a release in which the file may have its older name, and none has the engine's."""
    first, *others, _ = traceback_cells(survey)
    return [f"`{Path(survey.frames['backward'][0][0]).name}`&nbsp;{first}", *others]


def grouped(cells: dict[str, list[str]]) -> list[list[str]]:
    """Rows of the releases that have the same cells, the newest first."""
    groups: list[tuple[list[str], list[str]]] = []
    for release, own in reversed(cells.items()):
        if groups and groups[-1][1] == own:
            groups[-1][0].insert(0, release)
        else:
            groups.append(([release], own))
    return [[", ".join(names), *own] for names, own in groups]


def func_cells(survey: Survey) -> list[str]:
    return [" / ".join(f"{line} `{name}`" for file, line, name in survey.frames["func"] if "eager_transforms" in file)]


TABLES = {
    "traceback": lambda every: grouped({name: traceback_cells(survey) for name, survey in ran(every).items()}),
    "func": lambda every: grouped(
        {name: func_cells(survey) for name, survey in ran(every).items() if survey.frames["func"]}
    ),
    "older": lambda every: grouped({name: older_cells(survey) for name, survey in was_read(every).items()}),
}


def other_tables(page: Page, every: dict[str, Survey]) -> Iterator[str]:
    """Rows of line numbers that are not those of the data."""
    for section, expected in TABLES.items():
        shown = rows(page, section)
        if [row for _, row in shown] != expected(every):
            for (line, row), wanted in zip(shown, expected(every), strict=False):
                if row != wanted:
                    yield f"{page.name}:{line}: expected {wanted}, got {row}"
            if len(shown) != len(expected(every)):
                yield f"{page.name}:1: expected {len(expected(every))} rows in #{section}, got {len(shown)}"


def history(program: str, every: dict[str, Survey]) -> list[tuple[str, Outcome]]:
    """How a program did in each release, the oldest first."""
    return [(name, survey.outcomes[program]) for name, survey in ran(every).items() if program in survey.outcomes]


def since(program: str, every: dict[str, Survey], *, like_ours: Callable[[Outcome], bool]) -> tuple[str, list[Outcome]]:
    """The oldest release from which on the program does as ours, and what it did in those before."""
    first, before = "", []
    for name, did in history(program, every):
        if like_ours(did):
            first = first or name
        else:
            first, before = "", [*before, did]
    return first, before


def is_same(did: Outcome) -> bool:
    return did.outcome == "same"


def is_there(did: Outcome) -> bool:
    return not (did.outcome == "raises" and releases.ABSENT.search(did.told))


def says(program: str) -> str:
    """All that a program prints today, warnings and errors too."""
    return (TRANSCRIPTS / program).with_suffix(".txt").read_text("utf-8")


def other_messages(page: Page, every: dict[str, Survey]) -> Iterator[str]:
    """Rows whose message, release or older wording is not that of the program, and older wordings that no row has."""
    wordings = []
    for line, (older, first, today) in rows(page, "messages"):
        message, program = code(today)
        wordings += code(older)
        if message not in says(program):
            yield f"{page.name}:{line}: expected what {program} prints, got {message}"
        release, before = since(program, every, like_ours=is_same)
        before = [did.told for did in before if did.outcome in ("reworded", "warns")]
        if minor(release) != first:
            yield f"{page.name}:{line}: expected {minor(release)}, since which {program} prints it, got {first}"
        for told in before:
            if not any(words in told for words in code(older)):
                yield f"{page.name}:{line}: expected words of {told!r}, got {older}"
        for words in code(older):
            if not any(words in told for told in before):
                yield f"{page.name}:{line}: expected what {program} printed in a release before {first}, got {words}"
    for name, survey in ran(every).items():
        for program, did in survey.outcomes.items():
            if did.outcome == "reworded" and not any(words in did.told for words in wordings):
                yield f"{page.name}:1: expected a row for what {program} raises in {name}: {did.told}"


def other_fixes(page: Page, every: dict[str, Survey]) -> Iterator[str]:
    """Rows whose release is not that which brought the function, and functions that came and have no row."""
    names = []
    for line, (what, first, _) in rows(page, "fixes"):
        called, *programs = code(what)
        name = called.rpartition(".")[-1]
        names.append(name)
        for program in programs:
            release, before = since(
                program, every, like_ours=lambda did, name=name: is_there(did) or name not in did.told
            )
            if before:
                expected = minor(release)
            else:
                there = [oldest for oldest, survey in was_read(every).items() if has(survey, name)]
                expected = minor((there or ["none"])[0])
            if expected != first:
                yield f"{page.name}:{line}: expected {expected}, which brought {name}, got {first}"
    for release, survey in ran(every).items():
        for program, did in survey.outcomes.items():
            if not is_there(did) and not any(name in did.told for name in names):
                yield f"{page.name}:1: expected a row for what {program} lacks in {release}: {did.told}"


def has(survey: Survey, name: str) -> bool:
    return any(re.search(rf"\b{re.escape(name)}$", line) for line in survey.there)


def other_silences(page: Page, every: dict[str, Survey]) -> Iterator[str]:
    """Rows whose programs did otherwise in other releases, and programs that did otherwise and are in no row."""
    sections = {  # the release that a row names, of those in which a program does otherwise
        "otherwise": lambda name: number(name) < number(OWN),
        "newer": lambda name: number(name) > number(OWN),
    }
    for section, belongs in sections.items():
        listed = set()
        for line, (release, what) in rows(page, section):
            for program in programs_in(what):
                listed.add(program)
                names = [name for name, did in history(program, every) if belongs(name) and does_otherwise(did)]
                expected = minor(names[-1 if section == "otherwise" else 0]) if names else "no row"
                if release != expected:
                    yield f"{page.name}:{line}: expected {expected} for {program}, got {release}"
        for name, survey in ran(every).items():
            for program, did in survey.outcomes.items():
                if belongs(name) and does_otherwise(did) and program not in listed:
                    yield f"{page.name}:1: expected a row for {program}, which does otherwise in {name}: {did.told}"


def does_otherwise(did: Outcome) -> bool:
    return did.outcome in ("silent", "prints")


def other_readings(page: Page, every: dict[str, Survey]) -> Iterator[str]:
    """Rows of what came before the releases that were run, and came with another."""
    for line, (first, what) in rows(page, "read"):
        (words,) = code(what)
        there = [name for name, survey in was_read(every).items() if any(words in part for part in survey.there)]
        if not there or minor(there[0]) != first:
            yield f"{page.name}:{line}: expected {minor(there[0]) if there else 'no row'} for {words}, got {first}"


def unknown_releases(page: Page, every: dict[str, Survey]) -> Iterator[str]:
    """Releases that the page names and that were not surveyed. What stands in code is a message or a name."""
    known = {*every, *map(minor, every)}
    for line, text in page.prose:
        for name in RELEASE.findall(CODE.sub("", re.sub(r"\]\([^)]*\)", "]", text))):
            if name not in known:
                anew = f"make releases VERSIONS={name}"
                yield f"{page.name}:{line}: expected a release that was surveyed, got {name}: {anew}"


def changed_programs(page: Page, every: dict[str, Survey]) -> Iterator[str]:
    """Programs that the page names, and that were others when a release was surveyed."""
    sections = ("messages", "fixes", "otherwise", "newer")
    cells = [cell for section in sections for _, row in rows(page, section) for cell in row]
    for program in dict.fromkeys(programs_in(" ".join(cells))):
        if not (SNIPPETS / program).is_file():
            yield f"{page.name}:1: expected the path of a snippet, got {program}"
            continue
        digest = releases.digest_of(program)
        others = [
            name
            for name, survey in ran(every).items()
            if program not in survey.outcomes or survey.outcomes[program].digest != digest
        ]
        if others:
            anew = f'make releases VERSIONS="{" ".join(others)}"'
            yield f"{page.name}:1: expected snippets/{program} to be as it was surveyed, got another: {anew}"


CHECKS = [
    other_tables,
    other_messages,
    other_fixes,
    other_silences,
    other_readings,
    unknown_releases,
    changed_programs,
]


@pytest.mark.parametrize("check", CHECKS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_says_what_was_found(language, check):
    fail_with(check(versions(language), found()))


@pytest.mark.parametrize("path", sorted(surveys.SURVEYS.glob("*")), ids=lambda path: path.stem)
def test_a_survey_is_written_as_it_is_read(path):
    text = path.read_text("utf-8")
    survey = surveys.parse(text)
    assert str(survey) == text
    assert path.name == f"torch-{survey.release}.txt"
    assert bool(survey.outcomes) == (number(survey.release) >= releases.OLDEST_RUN)


def test_our_own_release_does_what_the_pages_show():
    own = found()[OWN]
    assert {did.outcome for did in own.outcomes.values()} == {"same"}
    for call, program in releases.PASTED.items():
        assert own.frames[call] == releases.frames_in_torch(Run(1, False, False, says(program)))


# Each check sees what it is there to see.


FAULTS = [
    (other_tables, r"(\| 2\.0\.1 \|.*) 88 \|", r"\1 89 |", "2.0.1"),
    (other_tables, r"\| 2\.0\.1 \| 487 .*\n", "", "rows in #traceback"),
    (other_tables, r"(\| 1\.7\.1 \| `)tensor(.py`&nbsp;221)", r"\1_tensor\2", "1.7.1"),
    (other_tables, r"1258 `wrapper`", "1259 `wrapper`", "1258 `wrapper`"),
    (other_messages, r"\| 2\.4 \|(.*inputs-empty.py)", r"| 2.3 |\1", "expected 2.4"),
    (other_messages, r"`The differentiated Tensor at", "`The derived Tensor at", "not-used/unused.py prints"),
    (other_messages, r"\[`'inputs' argument to backward\(\) cannot be empty`", "[`no inputs`", "'inputs' argument"),
    (other_messages, r"\| \[`Output 0 of UnbindBackward0.*\n", "", "Output 0 of UnbindBackward0"),
    (other_fixes, r"(\| `torch.func`.* \|) 2\.0", r"\1 2.1", "expected 2.0, which brought func"),
    (other_fixes, r"(\| `is_grads_batched`.* \|) 1\.11", r"\1 1.12", "expected 1.11"),
    (other_fixes, r"\| `materialize_grads`.*\n", "", "unexpected keyword argument 'materialize_grads'"),
    (
        other_silences,
        r"\| 2\.9 \|(.*unused-zeros.py)",
        r"| 2.8 |\1",
        "expected 2.9 for not-used/unused-zeros.py",
    ),
    (other_silences, r"`complex-loss/error.py`[,、]", "", "expected a row for complex-loss/error.py"),
    (other_silences, r"`complex-loss/error.py`", "`rule/tuple.py`", "expected no row for rule/tuple.py"),
    (other_silences, r"\| 2\.15 \|(.*layers.py)", r"| 2.14 |\1", "expected 2.15 for find-the-vector/layers.py"),
    (other_silences, r"\| 2\.15 \|.*layers.py.*\n", "", "expected a row for find-the-vector/layers.py"),
    (other_readings, r"\| 1\.3 \| `Mismatch", "| 1.2 | `Mismatch", "expected 1.3"),
    (unknown_releases, r"\n# ", "\nSince 2.99.\n\n# ", "got 2.99: make releases VERSIONS=2.99"),
    (unknown_releases, r"1\.13\.0 ", "1.13.9 ", "got 1.13.9"),
    (changed_programs, r"`rule/scaler.py`", "`rule/no-such.py`", "got rule/no-such.py"),
]


@pytest.mark.parametrize(("check", "old", "new", "message"), FAULTS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_fault_in_the_page_is_found(language, check, old, new, message):
    text = (DOCS / language / PATH).read_text("utf-8")
    broken = re.sub(old, new, text, count=1)
    assert broken != text
    problems = list(check(parse("versions.md", broken), found()))
    assert any(message in problem for problem in problems), problems


def with_outcome(release: str, program: str, **changes: str) -> dict[str, Survey]:
    """The surveys, with another outcome of the program in one."""
    survey = found()[release]
    did = replace(survey.outcomes[program], **changes)
    return found() | {release: replace(survey, outcomes=survey.outcomes | {program: did})}


@pytest.mark.parametrize(
    ("check", "release", "program", "changes", "message"),
    [
        (changed_programs, "2.6.0", "rule/scaler.py", {"digest": "0" * 12}, "scaler.py to be as it was surveyed"),
        (changed_programs, "2.6.0", "rule/scaler.py", {"digest": "0" * 12}, 'make releases VERSIONS="2.6.0"'),
        (other_messages, "2.6.0", "index/error.py", {"outcome": "reworded", "told": "no scalar"}, "no scalar"),
        (other_fixes, "1.13.1", "index/mean.py", {"outcome": "raises", "told": "has no attribute"}, "has no attribute"),
        (other_silences, "2.6.0", "index/error.py", {"outcome": "silent"}, "index/error.py, which does otherwise"),
        (other_silences, "2.15.0", "index/sum.py", {"outcome": "prints"}, "index/sum.py, which does otherwise"),
        (other_silences, "2.1.2", "rule/complex.py", {"outcome": "silent"}, "expected 2.1 for rule/complex.py"),
    ],
)
def test_a_page_that_the_data_contradicts_is_found(check, release, program, changes, message):
    problems = list(check(versions(LANGUAGES[0]), with_outcome(release, program, **changes)))
    assert any(message in problem for problem in problems), problems


# How a program did


TRACE = """\
Traceback (most recent call last):
  File "a.py", line {line}, in <module>
    x.backward()
  File "torch/_tensor.py", line {inside}, in backward
    torch.autograd.backward(
{error}
"""
WARNS = "a.py:2: UserWarning: {text}\n  x.backward()\n"
OURS = TRACE.format(line=2, inside=623, error="RuntimeError: only one")


def run_of(text: str) -> Run:
    return Run(int("Traceback" in text), "Traceback" not in text, False, text)


@pytest.mark.parametrize(
    ("ours", "theirs", "outcome", "told"),
    [
        (OURS, TRACE.format(line=2, inside=487, error="RuntimeError: only one"), "same", ""),
        (OURS, TRACE.format(line=2, inside=487, error="RuntimeError: one"), "reworded", "RuntimeError: one"),
        (OURS, TRACE.format(line=3, inside=487, error="RuntimeError: only one"), "raises", "RuntimeError: only one"),
        (
            OURS,
            TRACE.format(line=2, inside=1, error="TypeError: has no attribute"),
            "raises",
            "TypeError: has no attribute",
        ),
        (OURS, "1\n", "silent", ""),
        ("1\n", OURS, "raises", "RuntimeError: only one"),
        ("1\n2\n", "1\n3\n", "prints", "-2\n+3"),
        (f"1\n{OURS}", f"2\n{OURS}", "prints", "-1\n+2"),
        ("1\n", "[Gloo] Rank 0\n[W1126 a.cpp:1] slow\n1\n", "same", ""),
        ("1\n", WARNS.format(text="old") + "1\n", "warns", "UserWarning: old"),
        ("1\n", WARNS.format(text="old.\nVery old") + "1\n", "warns", "UserWarning: old.\nVery old"),
        (WARNS.format(text="new") + "1\n", "1\n", "warns", ""),
        (WARNS.format(text="new"), WARNS.format(text="new").replace(":2:", ":3:"), "same", ""),
    ],
)
def test_an_outcome(monkeypatch, ours, theirs, outcome, told):
    monkeypatch.setattr(releases, "digest_of", lambda snippet: "0" * 12)
    assert releases.compare("page/a.py", run_of(theirs), run_of(ours)) == Outcome("0" * 12, outcome, told)


def test_a_program_that_does_not_end_is_told(monkeypatch):
    monkeypatch.setattr(releases, "digest_of", lambda snippet: "")
    did = releases.compare("page/a.py", Run(-9, False, True, "1\n"), run_of("1\n"))
    assert (did.outcome, did.told) == ("raises", "did not end before the time limit")
