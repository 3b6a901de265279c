"""Counts, for ``make explained``, how often explain.py is right about the programs in ``tests/explain/programs/``."""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from pathlib import Path

from project import ROOT

sys.path.insert(0, str(ROOT / "tests" / "explain"))
from explained import all_programs, explained, main_file
from grading import read_known, wrong, wrong_fix

COLUMNS = ("programs", "name", "shape", "culprit", "place", "certain", "runs", "probable", "runs ")


def count(folder: Path) -> dict[str, Counter]:
    """By error, how many programs there are, and how many of them are right by each check."""
    rows: dict[str, Counter] = {}
    for name in all_programs():
        known, found = read_known(name), explained(main_file(name), folder)
        row = rows.setdefault(known["error"] or "(silent)", Counter())
        problems = dict(wrong(known, found))
        row["programs"] += 1
        for check in ("name", "shape", "culprit", "place"):
            row[check] += not problems.keys() & {check, "error", "silent", "failed"}
        confidence = (found.facts["fix"] or {}).get("confidence")
        if confidence in ("certain", "probable"):
            target = Path(tempfile.mkdtemp(dir=folder))
            row[confidence] += 1
            runs = not list(wrong_fix(main_file(name), found, folder, target))
            row["runs" if confidence == "certain" else "runs "] += runs
    return rows


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        rows = count(Path(folder))
    rows["all"] = sum(rows.values(), Counter())
    print(f"{'':16}" + "".join(f"{column:>10}" for column in COLUMNS))
    for error, row in rows.items():
        print(f"{error:16}" + "".join(f"{row[column]:>10}" for column in COLUMNS))


if __name__ == "__main__":
    main()
