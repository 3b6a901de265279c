"""Facts as text for a terminal, as JSON, and as a link."""

from __future__ import annotations

import textwrap
import urllib.parse

from explain.data import WORDS
from explain.facts import Facts
from explain.frames import short

SITE = ""  # the address of the published site; the build fills it in
LINES = 12
EXPENDABLE = ("siblings", "made", "from", "given", "in-library")  # the first to go where there is no room
_TITLES = {"certain": "fix", "probable": "fix-probable", "fill-in": "fix-fill-in"}


def word(language: str, key: str, **values) -> str:
    return WORDS[key][language].format(**values)


def _shown(language: str, key: str, value) -> str:
    if key in ("per", "layer"):
        return word(language, f"{key}-{value}") if f"{key}-{value}" in WORDS else str(value)
    if value is None:
        return word(language, "some-operation") if key == "op" else ""
    if isinstance(value, tuple):
        return "(" + ", ".join(map(str, value)) + ("," if len(value) == 1 else "") + ")"
    if key == "names":
        return word(language, "comma").join(f"`{one}`" for one in value)
    if isinstance(value, list):
        return ", ".join(map(str, value))
    text = str(value)
    return text if len(text) <= 90 else text[:87] + "…"


def sentence(language: str, key: str, values: dict) -> str:
    filled = {name: _shown(language, name, value) for name, value in values.items()}
    place = filled.pop("place", None)
    text = word(language, key, **filled, place=place or "")
    if place and "{place}" not in WORDS[key][language]:
        text = text.rstrip(".。") + "  " + place
    return text


def link(facts: Facts, language: str) -> str:
    """The page, with what was found in the fragment: it never leaves the reader's machine."""
    path, _, section = facts.page.partition("#")
    folder = "" if language == "en" else f"{language}/"
    if section:
        fragment = "#" + section
    elif facts.name or facts.shape is not None:
        parts = {
            "e": facts.error,
            "n": facts.terms[-1].name if facts.terms else facts.name,
            "s": "x".join(map(str, facts.shape or ())),
        }
        fragment = "#" + "&".join(f"{key}={urllib.parse.quote(value)}" for key, value in parts.items() if value)
    else:
        fragment = ""
    return (SITE + folder + path + fragment) if SITE else folder + (path or "index") + (fragment if section else "")


def text(facts: Facts, language: str, more: bool = False) -> str:
    """At most twelve lines; all of it with ``more``."""
    head = f"── {word(language, 'title')} " + "─" * 24
    top = [head]
    if facts.at is not None:
        top.append(_cut(f"{short(facts.at[0])}:{facts.at[1]}  {facts.at[2]}".rstrip()))
    bottom = []
    if facts.fix is not None and facts.fix.edits:
        edits = facts.fix.edits if more else facts.fix.edits[:2]
        previous = None
        for edit in edits:
            place = f"{short(edit.file)}:{edit.line}"
            if previous is None:
                bottom.append(f"{word(language, _TITLES[facts.fix.confidence])}  ({place})")
            elif (edit.file, edit.line) != (previous.file, previous.line + 1):
                bottom.append(f"  ({place})")
            previous = edit
            new = [line for line in edit.new.splitlines() if line.strip()]
            if [line.strip() for line in new] == [edit.old.strip()]:  # the indentation is what changes
                old, *new = textwrap.dedent("\n".join([edit.old, *new])).splitlines()
            else:
                old, new = edit.old.strip(), textwrap.dedent("\n".join(new)).splitlines()
            bottom += [_cut("  - " + old), *(_cut("  + " + line) for line in new)]
        if len(facts.fix.edits) > len(edits):
            bottom.append(word(language, "fix-more", n=len(facts.fix.edits) - len(edits)))
        if facts.fix.caveat:
            bottom.append(word(language, facts.fix.caveat))
    bottom.append(word(language, "more" if SITE else "more-page", url=link(facts, language)))
    said = [sentence(language, key, values) for key, values in facts.said]
    room = LINES - len(top) - len(bottom)
    if not more and len(said) > room:
        kept = list(facts.said)
        for key in EXPENDABLE:
            if len(kept) > room:
                kept = [entry for entry in kept if entry[0] != key]
        if len(kept) > room and facts.fix is not None and facts.fix.caveat and facts.fix.edits:
            del bottom[-2]
            room += 1
        if len(kept) > room and len(kept) > 2:
            kept = [entry for entry in kept if entry[0] != "terms-many"]
        said = [sentence(language, key, values) for key, values in kept][: max(room, 2)]
        while len(top) + len(said) + len(bottom) > LINES and len(bottom) > 2:
            del bottom[-2]
    return "\n".join([*top, *said, *bottom])


def _cut(line: str) -> str:
    return line if len(line) <= 300 else line[:297] + "…"


NOTHING = {
    "error": None,
    "name": None,
    "shape": None,
    "cause": None,
    "at": None,
    "terms": [],
    "fix": None,
    "page": None,
}


def as_dict(facts: Facts | None) -> dict:
    """What ``--json`` writes."""
    if facts is None:
        return dict(NOTHING)
    return {
        "error": facts.error,
        "name": facts.name,
        "shape": None if facts.shape is None else list(facts.shape),
        "cause": facts.cause,
        "at": None if facts.at is None else {"file": facts.at[0], "line": facts.at[1]},
        "terms": [
            {
                "name": one.name,
                "shape": None if one.shape is None else list(one.shape),
                "why": one.why,
                "file": one.file,
                "line": one.line,
            }
            for one in facts.terms
        ],
        "fix": None
        if facts.fix is None
        else {
            "confidence": facts.fix.confidence,
            "edits": [{"file": edit.file, "line": edit.line, "new": edit.new} for edit in facts.fix.edits],
        },
        "page": facts.page,
    }
