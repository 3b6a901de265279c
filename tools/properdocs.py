"""Builds the site with ProperDocs, the fork that maintains MkDocs, and compares it with what MkDocs builds.

    python tools/properdocs.py [VERSION]

Run by ``make properdocs``. ProperDocs is installed in a temporary folder, beside the environment, which stays as it is
locked. Ends with status 1 if a build fails or a file differs by a byte.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from project import EPOCH, ROOT, SITE_URL, files_below

VERSION = "1.6.7"  # the first that was compared


def install(folder: Path, version: str) -> None:
    """Put ProperDocs alone into the folder: what it needs besides, MkDocs has brought.

    Raises:
        SystemExit: pip cannot have it.
    """
    options = ["--quiet", "--disable-pip-version-check", "--no-deps", "--target", str(folder)]
    done = subprocess.run([sys.executable, "-m", "pip", "install", *options, f"properdocs=={version}"], check=False)
    if done.returncode:
        sys.exit(f"expected pip to install properdocs=={version}\ngot      status {done.returncode}, see above")


def build(program: str, site: Path, beside: Path) -> None:
    """Build the site strictly with the program, a module that is found ``beside`` the environment or in it.

    Raises:
        SystemExit: the build failed, with what it printed.
    """
    done = subprocess.run(
        [sys.executable, "-m", program, "build", "--strict", "-f", "mkdocs.yml", "--site-dir", str(site)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(beside), "SOURCE_DATE_EPOCH": EPOCH, "SITE_URL": SITE_URL},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode:
        sys.exit(f"expected {program} to build the site\ngot      status {done.returncode}\n{done.stdout}")


def differences(one: dict[str, bytes], other: dict[str, bytes]) -> Iterator[str]:
    """What differs between MkDocs' site and the other, each its files by their paths: a line for each file."""
    for path in sorted(one.keys() | other.keys()):
        if path not in other or path not in one:
            yield f"{path}: expected in both, got none of {'ProperDocs' if path in one else 'MkDocs'}"
        elif one[path] != other[path]:
            lines = zip(one[path].splitlines(), other[path].splitlines(), strict=False)
            number = next((number for number, (a, b) in enumerate(lines, 1) if a != b), "end")
            yield f"{path}:{number}: expected the same, got another line"


def main(arguments: list[str]) -> int:
    version = arguments[0] if arguments else VERSION
    with tempfile.TemporaryDirectory() as folder:
        beside, mkdocs, properdocs = (Path(folder) / name for name in ("beside", "mkdocs", "properdocs"))
        install(beside, version)
        build("mkdocs", mkdocs, beside)
        build("properdocs", properdocs, beside)
        one, other = files_below(mkdocs), files_below(properdocs)
    found = list(differences(one, other))
    print(
        *found,
        f"ProperDocs {version}: of {len(one.keys() | other.keys())} files, {len(found)} differ by a byte",
        sep="\n",
    )
    return bool(found)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
