"""The rules for snippets that their text alone can break. CONTRIBUTING.md has them."""

from __future__ import annotations

import ast
import io
import sys
import tokenize
from collections.abc import Iterator

from running.environments import environment_of
from running.promises import COMMENT, WRONG

MOST_LINES = 32
LIBRARIES = sys.stdlib_module_names | {"torch"}


def broken_rules(snippet: str, source: bytes) -> Iterator[str]:
    """What is wrong with the program ``source``, by place; ``snippet`` is its path below ``snippets/``."""
    for line, rule in found(source, recorded=environment_of(snippet) is not None):
        yield f"snippets/{snippet}:{line}: expected {rule}"


def found(source: bytes, recorded: bool) -> Iterator[tuple[int, str]]:
    """The line and the rule. A ``recorded`` program begins with what it installs, and imports that."""
    lines = source.splitlines()
    yield from ((number, "plain ASCII") for number, line in enumerate(lines, start=1) if not line.isascii())
    if len(lines) > MOST_LINES:
        yield len(lines), f"at most {MOST_LINES} lines"
    for token in tokenize.generate_tokens(io.StringIO(source.decode()).readline):
        installs = recorded and token.start == (1, 0)
        allowed = COMMENT.fullmatch(token.string) or token.string == WRONG or installs
        if token.type == tokenize.COMMENT and not allowed:
            yield token.start[0], "no comment but the error that the line raises, or that its result is wrong"
    for node in ast.walk(ast.parse(source)):
        yield from ((node.lineno, rule) for rule in broken_by(node))
        if not recorded and any(module.partition(".")[0] not in LIBRARIES for module in imported(node)):
            yield node.lineno, "torch and the standard library alone"


def broken_by(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.AnnAssign) or getattr(node, "annotation", None) or getattr(node, "returns", None):
        yield "no type hint"
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        yield "no docstring"
    if isinstance(node, ast.Name) and node.id == "__name__":
        yield "no main guard"


def imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    return ["." * node.level + (node.module or "")] if isinstance(node, ast.ImportFrom) else []
