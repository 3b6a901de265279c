"""Gives a program a batch of another size, in its text.

The batch is the first tensor that the program makes from a list or from sizes, and each one made with as many rows.
Whether one with the name of a parameter is part of it, the text does not say: both readings are given.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

MAKERS = {
    "arange",
    "empty",
    "eye",
    "full",
    "linspace",
    "normal",
    "ones",
    "rand",
    "randint",
    "randn",
    "randperm",
    "zeros",
}
PARAMETERS = {"W", "class_weights", "w", "weight"}


def with_batch_of(source: str, count: int | None = None) -> Iterator[str]:
    """The program with ``count`` rows in its batch, or one more than it has. None if it has no batch of several."""
    for parameters in PARAMETERS, set():
        found = [rows for call in calls(ast.parse(source), parameters) if (rows := rows_of(call))]
        if found and size(found[0]) > 1:
            lines = source.splitlines(keepends=True)
            for rows in reversed([rows for rows in found if size(rows) == size(found[0])]):
                replace(lines, rows, written(source, rows, count or size(rows) + 1))
            yield "".join(lines)


def calls(tree: ast.Module, parameters: set[str]) -> list[ast.Call]:
    """The calls in the order of the text, without those that make what has the name of a parameter."""
    left_out = {
        id(call)
        for statement in ast.walk(tree)
        if isinstance(statement, ast.Assign) and parameters & names(statement.targets)
        for call in ast.walk(statement.value)
    }
    found = (node for node in ast.walk(tree) if isinstance(node, ast.Call) and id(node) not in left_out)
    return sorted(found, key=lambda call: (call.lineno, call.col_offset))


def names(targets: list[ast.expr]) -> set[str]:
    return {node.id for target in targets for node in ast.walk(target) if isinstance(node, ast.Name)}


def rows_of(call: ast.Call) -> ast.List | ast.Constant | None:
    """The list of rows, or the number of them, in a call that makes a tensor."""
    function = call.func
    if not (isinstance(function, ast.Attribute) and getattr(function.value, "id", "") == "torch" and call.args):
        return None
    first = call.args[0]
    if function.attr == "tensor":
        return first if isinstance(first, ast.List) and first.elts else None
    if function.attr not in MAKERS:
        return None
    shapes = [shape.elts[0] for shape in call.args if isinstance(shape, ast.Tuple) and shape.elts]
    number = shapes[0] if shapes else first
    return number if isinstance(number, ast.Constant) and type(number.value) is int else None


def size(rows: ast.List | ast.Constant) -> int:
    return len(rows.elts) if isinstance(rows, ast.List) else rows.value


def written(source: str, rows: ast.List | ast.Constant, count: int) -> str:
    """``count`` rows: those that there are, and again from the first."""
    if isinstance(rows, ast.Constant):
        return str(count)
    texts = [ast.get_source_segment(source, row) for row in rows.elts]
    return f"[{', '.join(texts[number % len(texts)] for number in range(count))}]"


def replace(lines: list[str], node: ast.expr, text: str) -> None:
    """Put ``text`` in place of ``node``, all on its first line."""
    start, end = node.lineno - 1, node.end_lineno - 1
    before, after = lines[start][: node.col_offset], lines[end][node.end_col_offset :]
    lines[start : end + 1] = [before + text + after] + [""] * (end - start)
