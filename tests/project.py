"""Where the project's things are, and how its site is built. Shared by the tests and tools; holds no test."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from mkdocs.utils.yaml import yaml_load

ROOT = Path(__file__).resolve().parent.parent
SNIPPETS = ROOT / "snippets"
DOCS = ROOT / "docs"
CONFIG = yaml_load((ROOT / "mkdocs.yml").read_text("utf-8"))

# The languages as they are configured, by locale. The default one comes first.
(I18N,) = (plugin["i18n"] for plugin in CONFIG["plugins"] if "i18n" in plugin)
BLOCKS = {block["locale"]: block for block in sorted(I18N["languages"], key=lambda block: not block.get("default"))}
LANGUAGES = tuple(BLOCKS)
DEFAULT = LANGUAGES[0]
LIST = "reference/similar-errors.md"  # every message, each with the page that explains it

# Where the built site would be published: below a path, as a project's pages are.
SITE_PATH = "/notes/"
SITE_URL = f"http://127.0.0.1{SITE_PATH}"
EPOCH = "1800000000"
HANGING = 600  # seconds after which a build of the site is hung, however busy the machine


def all_snippets() -> list[str]:
    """The path below ``snippets/`` of every snippet that a build runs, sorted."""
    return sorted(path.relative_to(SNIPPETS).as_posix() for path in SNIPPETS.glob("*/*.py"))


def recorded_snippets() -> list[str]:
    """The same of every one that has an environment of its own, and so a record."""
    return sorted(path.relative_to(SNIPPETS).as_posix() for path in SNIPPETS.glob("*/*/*.py"))


def all_pages(language: str) -> list[str]:
    """The path below the language's folder of every page, sorted."""
    folder = DOCS / language
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.md"))


def messages() -> list[str]:
    """The pages of the messages: those that the navigation has beside their list, which comes first."""
    groups = (pages for group in CONFIG["nav"] for pages in group.values() if isinstance(pages, list))
    return next(paths for pages in groups if LIST in (paths := [path for page in pages for path in page.values()]))


def all_reports() -> dict[str, list[dict]]:
    """What people reported, by the name of the file, which is a page's: see ``tests/reports/README.md``."""
    return {
        path.stem: yaml_load(path.read_text("utf-8")) for path in sorted((ROOT / "tests" / "reports").glob("*.yml"))
    }


def copy_project(target: Path) -> Path:
    """Copy what a build reads into the folder ``target``, which must not exist, and return it."""
    target.mkdir(parents=True)
    for name in ("docs", "environments", "explain", "hooks", "overrides", "snippets"):
        shutil.copytree(ROOT / name, target / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "mkdocs.yml", target)
    return target


def page_url(language: str, path: str) -> str:
    """The address of a page's source ``path``, below the site's."""
    folder = "" if language == DEFAULT else f"{language}/"
    return folder + path.removesuffix("index.md").removesuffix(".md").rstrip("/") + ("" if path == "index.md" else "/")


def page_file(language: str, path: str) -> str:
    """The same where the site is read from files."""
    return ("" if language == DEFAULT else f"{language}/") + path.removesuffix(".md") + ".html"


def files_below(folder: Path) -> dict[str, bytes]:
    """Every file below the folder: its bytes by its path."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def mkdocs(
    *arguments: str, folder: Path, prefix: tuple[str, ...] = (), **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run MkDocs in ``folder`` and return what it printed, stderr included, and its exit status.

    ``prefix`` is a command that runs it, such as ``unshare``.
    """
    return subprocess.run(
        [*prefix, sys.executable, "-m", "mkdocs", *arguments],
        cwd=folder,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": EPOCH, **environment},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        timeout=HANGING,
        check=False,
    )
