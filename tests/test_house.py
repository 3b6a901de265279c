"""The packages in ``hooks/`` know each other one way only, keep nothing between events, and are small."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from problems import fail_with
from project import ROOT

HOOKS = ROOT / "hooks"
KNOWS = {  # each package, and those that it may import from
    "running": set(),
    "drawing": set(),
    "languages": set(),
    "pages": {"running", "drawing"},
    "publishing": {"running", "languages", "pages"},
    "serving": {"pages"},
}
OF_MKDOCS = {"mkdocs", "markdown", "markdown_exec", "pymdownx"}  # what "running" and "drawing" must not know either
ENTRY = Path("build.py")
MODULES = sorted(path.relative_to(HOOKS) for path in HOOKS.rglob("*.py"))
MOST_LINES = 150


def imported(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """The line and the first name of each module that is imported, wherever in the file."""
    for node in ast.walk(tree):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        names += [node.module or "."] if isinstance(node, ast.ImportFrom) else []
        yield from ((node.lineno, name.partition(".")[0] or ".") for name in names)


def against_the_arrows(module: Path, text: str) -> Iterator[str]:
    if module == ENTRY:
        return
    package = module.parts[0]
    forbidden = KNOWS.keys() - KNOWS[package] - {package} | {ENTRY.stem, "."}
    if package in ("running", "drawing"):
        forbidden |= OF_MKDOCS
    for line, name in imported(ast.parse(text)):
        if name in forbidden:
            yield f"hooks/{module}:{line}: expected imports from {KNOWS[package] or 'no package'}, got {name}"


def kept_between_events(module: Path, text: str) -> Iterator[str]:
    """What is no constant, by its name. A logger is one for all."""
    if module == ENTRY:
        return
    tree = ast.parse(text)
    for node in ast.walk(tree):
        if isinstance(node, ast.Global):
            yield f"hooks/{module}:{node.lineno}: expected no global, got {', '.join(node.names)}"
    for node in tree.body:
        for target in getattr(node, "targets", [getattr(node, "target", None)]):
            names = [part.id for part in ast.walk(target) if isinstance(part, ast.Name)] if target else []
            for name in names:
                if name.islower() and name != "log":
                    yield f"hooks/{module}:{node.lineno}: expected constants, got {name}"


def too_long(module: Path, text: str) -> Iterator[str]:
    lines = text.count("\n")
    if lines > MOST_LINES and module != ENTRY:
        yield f"hooks/{module}: expected at most {MOST_LINES} lines, got {lines}"


@pytest.mark.parametrize("check", [against_the_arrows, kept_between_events, too_long])
def test_every_module(check):
    fail_with(problem for module in MODULES for problem in check(module, (HOOKS / module).read_text("utf-8")))


@pytest.mark.parametrize(
    ("check", "module", "text", "got"),
    [
        (against_the_arrows, "running/a.py", "import pages.b\n", "pages"),
        (against_the_arrows, "running/a.py", "def f():\n    from mkdocs import utils\n", "mkdocs"),
        (against_the_arrows, "pages/a.py", "from publishing.b import c\n", "publishing"),
        (against_the_arrows, "pages/a.py", "import build\n", "build"),
        (against_the_arrows, "languages/a.py", "from . import b\n", "."),
        (kept_between_events, "pages/a.py", "found: dict = {}\n", "found"),
        (kept_between_events, "pages/a.py", "a, b = 1, 2\n", "a"),
        (kept_between_events, "pages/a.py", "def f():\n    global x\n", "x"),
        (too_long, "pages/a.py", "\n" * (MOST_LINES + 1), "151"),
    ],
)
def test_a_fault_is_found(check, module, text, got):
    first, *_ = check(Path(module), text)
    assert first.endswith(f"got {got}")


def test_every_package_is_known():
    assert {module.parts[0] for module in MODULES} - {str(ENTRY)} == set(KNOWS)
