"""Builds that one process makes one after another do not meet: each gives what it gives alone."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from project import EPOCH, LANGUAGES, copy_project, files_below

# Builds each of the projects named into a folder with the number of the build.
BUILD_ALL = """
import json, sys
from mkdocs.commands.build import build
from mkdocs.config import load_config
files = json.loads(sys.argv[1])
configs = [load_config(file, site_dir=f"{sys.argv[2]}/{number}", strict=True) for number, file in enumerate(files)]
configs[0].plugins.on_startup(command="build", dirty=False)
try:
    for config in configs:
        build(config)
finally:
    configs[0].plugins.on_shutdown()
"""
# Two projects in one folder: the same page, and on it a fence in the same place, with other words and another snippet.
PAGE = "---\ntitle: {name}\n{keywords}---\n\n# {name} {{#page}}\n\n```snippet\npage/{name}.py\n```\n"
KEYWORDS = "search:\n  keywords: [only here]\n"


@pytest.fixture
def folder(tmp_path) -> Path:
    folder = copy_project(tmp_path / "project")
    shutil.rmtree(folder / "docs")
    shutil.rmtree(folder / "snippets")
    (folder / "snippets" / "page").mkdir(parents=True)
    (folder / "mkdocs.yml").rename(folder / "base.yml")
    for name, keywords in (("first", KEYWORDS), ("second", "")):
        (folder / f"{name}.yml").write_text(f"INHERIT: base.yml\ndocs_dir: {name}\nnav: [index.md]\n", "utf-8")
        (folder / "snippets" / "page" / f"{name}.py").write_text(f"print('{name}')\n", "utf-8")
        for language in LANGUAGES:
            page = folder / name / language / "index.md"
            page.parent.mkdir(parents=True)
            page.write_text(PAGE.format(name=name, keywords=keywords), "utf-8")
    return folder


def build_all(folder: Path, target: Path, *names: str) -> list[dict[str, bytes]]:
    """The files of the sites that one process builds, in this order."""
    done = subprocess.run(
        [sys.executable, "-c", BUILD_ALL, json.dumps([f"{name}.yml" for name in names]), str(target)],
        cwd=folder,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": EPOCH},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    return [files_below(target / str(number)) for number in range(len(names))]


@pytest.mark.builds
def test_a_build_leaves_nothing_to_the_next(folder, tmp_path):
    first, second, again = build_all(folder, tmp_path / "together", "first", "second", "first")
    assert b">first" in first["index.html"]
    assert b">first" not in second["index.html"]
    assert again == first
    assert build_all(folder, tmp_path / "alone", "second") == [second]
