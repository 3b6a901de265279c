"""Holds what the tool said of a program against what is known of it. Shared by the tests; holds no test."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path, PurePath

import yaml
from explained import HERE, PROGRAMS, Explained, plainly, with_edits

from project import ROOT

PLACE = re.compile(r"[\w./-]+\.py:\d+")
MISSES = HERE / "misses.yml"
MOST_LINES = 12
KEYS = {"error", "name", "shape", "terms", "repair"}
ERRORS = {None, *(one["error"] for one in json.loads((ROOT / "explain" / "messages.json").read_text("utf-8")))}


def read_known(name: str, programs: Path = PROGRAMS) -> dict:
    return yaml.safe_load((programs / f"{name}.yml").read_text("utf-8"))


def misses() -> dict[str, dict[str, str]]:
    """What is known to be missed: by program, each check that fails, with the reason."""
    return yaml.safe_load(MISSES.read_text("utf-8")) or {}


def squeezed(text: object) -> str:
    """An expression without what does not matter in it."""
    return re.sub(r"\s+", "", str(text)).replace('"', "'")


def short(place: str) -> str:
    return PurePath(place).name


def places_in(found: Explained) -> set[str]:
    """The lines that the explanation leads to, as ``file.py:12``."""
    places = {short(place) for place in PLACE.findall(found.texts.get("en", ""))}
    places |= {f"{short(term['file'])}:{term['line']}" for term in found.facts["terms"] if term["file"]}
    return places | {f"{short(edit['file'])}:{edit['line']}" for edit in found.edits}


def culprits_in(found: Explained) -> set[str]:
    """What the explanation names as the program has it, without the tensor itself where that is no culprit."""
    quoted = {squeezed(name) for name in re.findall(r"`([^`]+)`", found.texts.get("en", ""))}
    return quoted - {squeezed(found.facts["name"])} | {squeezed(term["name"]) for term in found.facts["terms"]}


def wrong(known: dict, found: Explained) -> Iterator[tuple[str, str]]:
    """(check, problem) for each check that fails."""
    facts = found.facts
    if found.failed:
        yield "failed", found.failed
    if known["error"] is None:
        if facts["error"] or found.texts:
            yield "silent", f"expected no word, got {facts['error']}\n{found.texts.get('en')}"
        return
    if facts["error"] != known["error"]:
        yield "error", f"expected error {known['error']}, got {facts['error']}"
        return
    if squeezed(facts["name"]) != squeezed(known["name"]):
        yield "name", f"expected name {known['name']}, got {facts['name']}"
    if facts["shape"] != known["shape"]:
        yield "shape", f"expected shape {known['shape']}, got {facts['shape']}"
    names = {squeezed(name) for term in known["terms"] for name in term["names"]}
    lines = {short(line) for term in known["terms"] for line in term["lines"]}
    at = {f"{short(term['file'])}:{term['line']}" for term in facts["terms"] if term["file"]}
    if known["terms"] and not names & culprits_in(found) and not lines & at:
        yield "culprit", f"expected one of {sorted(names)} or {sorted(lines)}, got\n{found.texts['en']}"
    repair = {short(line) for line in known["repair"]}
    if repair and not repair & places_in(found):
        yield "place", f"expected one of {sorted(repair)}, got\n{found.texts['en']}"


def wrong_fix(
    program: Path, found: Explained, shared: Path, folder: Path, python: str = sys.executable
) -> Iterator[tuple[str, str]]:
    """(confidence, problem) if the fix that is printed does not let the program run to its end."""
    fix = found.facts["fix"]
    if fix is None or fix["confidence"] == "fill-in" or not fix["edits"]:
        return
    run = plainly(with_edits(program, fix["edits"], folder / "copy"), shared, python)
    if run.status:
        last = run.printed.strip().splitlines()[-1:]
        yield fix["confidence"], f"expected to run to the end with\n{found.texts['en']}\ngot {last}"


def beyond_misses(name: str, problems: dict[str, str]) -> Iterator[str]:
    """The problems that ``misses.yml`` does not name, and its entries that are no problem now."""
    missed = misses().get(name, {})
    yield from (f"{name}: {check}: {problem}" for check, problem in problems.items() if check not in missed)
    for check in missed.keys() - problems.keys():
        yield f"{name}: expected no entry {check} in misses.yml, got one, and it is right now"


def wrong_known(known: dict, files: dict[str, str]) -> Iterator[str]:
    """What is not as it must be in what is known of a program: ``files`` has the text of each of its files."""
    if known.keys() != KEYS:
        yield f"expected the keys {sorted(KEYS)}, got {sorted(known)}"
        return
    if known["error"] not in ERRORS:
        yield f"expected an error of messages.json or null, got {known['error']}"
    if not known["terms"] == known["repair"] == [] if known["error"] is None else not known["repair"]:
        yield f"expected lines to repair where there is an error, and only there, got {known['repair']}"
    for term in [*known["terms"], {"names": [""], "lines": known["repair"]}]:
        lines = {place: line_at(place, files) for place in term["lines"]}
        yield from (f"expected code at {place}, got none" for place, line in lines.items() if not line)
        if not any(squeezed(name) in "\n".join(lines.values()) for name in term["names"]):
            yield f"expected one of {term['names']}, got {lines}"


def line_at(place: str, files: dict[str, str]) -> str:
    """The code of a line, as in ``file.py:12``, without white space; empty if there is none."""
    name, _, number = place.rpartition(":")
    text = next((text for path, text in files.items() if f"/{path}".endswith(f"/{name}")), "")
    lines = ["", *text.split("\n")]
    return squeezed(lines[int(number)].partition("#")[0]) if int(number) < len(lines) else ""
