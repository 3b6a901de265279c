"""The options of a fence: what may stand behind its language, and what is wrong with what does."""

from __future__ import annotations

import re

from drawing.pictures import KINDS

OPTION = re.compile(r'\s+(\w+)="([^"]*)"')
KNOWN = {
    "hl_lines": re.compile(r"\d+(-\d+)?( \d+(-\d+)?)*"),
    "show": re.compile(r"source|output"),
    "diff": re.compile(r"\S+\.py"),
    "draw": re.compile("|".join(KINDS)),
    "explained": re.compile("yes"),
}


def read_options(text: str) -> tuple[dict[str, str], str]:
    """The options by name, from what stands behind a fence's language, and what is wrong with them, or nothing."""
    given = OPTION.findall(text)
    options = dict(given)
    problem = ""
    for name, value in options.items():
        if name not in KNOWN:
            problem = f"expected one of the options {', '.join(KNOWN)}\ngot      {name}"
        elif not KNOWN[name].fullmatch(value):
            problem = f'expected {name}="{KNOWN[name].pattern}"\ngot      {name}="{value}"'
    if rest := OPTION.sub("", text).strip():
        problem = f'expected options written name="value"\ngot      {rest}'
    if len(given) > len(options):
        problem = f"expected each option once\ngot      {text.strip()}"
    if "hl_lines" in options and ("diff" in options or options.get("show") == "output"):
        problem = "expected hl_lines where the source is shown as it is\ngot      hl_lines beside diff or output"
    if "explained" in options and options.get("show") == "source":
        problem = "expected explained where the output is shown\ngot      explained beside source"
    if "draw" in options and len(options) > 1:
        problem = f"expected draw without another option\ngot      {text.strip()}"
    return options, problem
