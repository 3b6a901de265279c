"""Hold the pages against the newest release of PyTorch, and say what would change on which page.

    newest_torch.py FILE [INDEX]    installs that release, from INDEX if there is one, beside the other locked packages
                                    in a temporary folder, runs all programs and a strict build with it, and writes to
                                    FILE what differs, as Markdown for an issue; an empty FILE if nothing does

Frames in libraries and carets do not count as a difference (``releases.py``).
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from importlib import metadata
from pathlib import Path

from project import DEFAULT, ROOT, all_pages
from records import empty_environment, pip
from releases import survey
from running.promises import Unkept
from sources import read_page
from surveys import Outcome

LONGEST = 60_000  # characters; an issue holds 65,536
LAST = 20  # lines of a build that fails
SAID = {  # of an outcome; see surveys.py
    "warns": "the same, with other warnings",
    "prints": "prints something else",
    "reworded": "another message on the same line",
    "raises": "raises elsewhere, or something else",
    "silent": "raises no more",
}


def main(file: str, index: str = "") -> None:
    with tempfile.TemporaryDirectory() as folder:
        python = install(Path(folder), index)
        found = survey(python)
        failure = build(python, Path(folder) / "site")
    ours = metadata.version("torch").partition("+")[0]
    head = f"PyTorch {found.release} on {found.head['date']}; locked is {ours}. Python {found.head['python']}."
    text = report(head, by_page(found.outcomes), failure)
    Path(file).parent.mkdir(parents=True, exist_ok=True)
    Path(file).write_text(text, "utf-8")
    print(text or f"{head} Nothing differs.")


def install(folder: Path, index: str) -> Path:
    """Make an environment with the newest torch, which alone comes from ``index``, and return its interpreter."""
    python = empty_environment(f"{sys.version_info.major}.{sys.version_info.minor}", folder)
    locked = (ROOT / "requirements.txt").read_text("utf-8")
    file = folder / "requirements.txt"
    file.write_text(re.sub(r"^torch==\S+", "torch", locked, flags=re.M), "utf-8")
    if index:
        pip(python, "install", "--no-deps", "--index-url", index, "torch")
    pip(python, "install", "-r", file)
    return python


def build(python: Path, site: Path) -> str:
    """The last lines of a strict build if it fails; else nothing."""
    done = subprocess.run(
        [python, "-m", "mkdocs", "build", "--strict", "--site-dir", site],
        cwd=ROOT,
        env={**os.environ, "SITE_URL": "", "OFFLINE_EDITION": ""},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        check=False,
    )
    return "\n".join(done.stdout.splitlines()[-LAST:]) if done.returncode else ""


def by_page(outcomes: dict[str, Outcome]) -> dict[str, dict[str, Outcome]]:
    """The programs that did something else, by the pages that show them; by none, where there is no such page."""
    differ = {snippet: did for snippet, did in outcomes.items() if did.outcome != "same"}
    shown = {}
    for path in all_pages(DEFAULT):
        fences = read_page(DEFAULT, path).snippets
        named = {name for fence in fences for name in (fence.snippet, fence.compared_with)} & differ.keys()
        if named:
            shown[path] = {snippet: differ[snippet] for snippet in sorted(named)}
    rest = differ.keys() - {snippet for programs in shown.values() for snippet in programs}
    return {**shown, **({"on no page": {snippet: differ[snippet] for snippet in sorted(rest)}} if rest else {})}


def report(head: str, pages: dict[str, dict[str, Outcome]], failure: str) -> str:
    """What differs, as Markdown, with ``head`` first. Where all is too long for an issue, the programs alone.

    ``failure`` is what a build printed that failed. Empty if nothing differs.
    """
    if not pages and not failure:
        return ""
    start = [head, f"The site does not build:\n\n{fenced(failure)}" if failure else "The site builds."]
    whole, short = (
        "\n\n".join([*start, *(section(page, programs, told) for page, programs in pages.items())]) + "\n"
        for told in (True, False)
    )
    if len(whole) <= LONGEST:
        return whole
    return f"{short[:LONGEST]}\nWhat each prints is left out here: `make newest` writes it.\n"


def section(page: str, programs: dict[str, Outcome], told: bool) -> str:
    """What differs on one page: a heading, and an entry for each program, with the text of it if ``told``."""
    return "\n\n".join([f"## {page}", *entries(programs, told)])


def entries(programs: dict[str, Outcome], told: bool) -> Iterable[str]:
    for snippet, did in programs.items():
        yield f"`{snippet}`: {SAID[did.outcome]}"
        if told and did.told:
            yield fenced(did.told)


def fenced(text: str) -> str:
    """The text as a block of code that nothing in it ends."""
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}\n{text}\n{fence}"


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except Unkept as error:
        sys.exit(str(error))
