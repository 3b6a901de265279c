"""A package of modules put behind one another as one file.

What the modules import from each other is left out, since it is there; ``import package.module as module`` is left
out as well, and ``module.`` in front of a name goes. So one name may stand for one thing only: anything else is an
error.
"""

from __future__ import annotations

import ast
from pathlib import Path


def needs(tree: ast.Module) -> set[str]:
    """The modules of the package that a module imports."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("explain."):
            found.add(node.module.removeprefix("explain."))
        elif isinstance(node, ast.Import):
            found |= {one.name.removeprefix("explain.") for one in node.names if one.name.startswith("explain.")}
    return found


def in_order(needs: dict[str, set[str]]) -> list[str]:
    """The modules, each behind those that it imports.

    Raises ValueError for one that is not there, and for a circle.
    """
    order: list[str] = []
    while len(order) < len(needs):
        for name, wanted in needs.items():
            if wanted - set(needs):
                raise ValueError(
                    f"explain/{name}.py: expected modules of this package, got {sorted(wanted - set(needs))}"
                )
        ready = [name for name in needs if name not in order and needs[name] <= set(order)]
        if not ready:
            raise ValueError(
                f"explain/: expected imports in one direction, got a circle among {sorted(set(needs) - set(order))}"
            )
        order += sorted(ready)
    return order


def names_of(node: ast.stmt) -> list[str]:
    """What a statement of a module defines."""
    if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
        return [node.name]
    if isinstance(node, ast.Assign):
        return [one.id for target in node.targets for one in ast.walk(target) if isinstance(one, ast.Name)]
    if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
        return [node.target.id]
    return []


def body_of(text: str, tree: ast.Module, path: Path, last: str) -> tuple[str, set[str]]:
    """(a module without its docstring and its imports, the imports of the standard library).

    ``import explain.reading as reading`` is left out as well: ``reading.`` in front of a name goes, too.
    """
    lines = text.splitlines()
    outside, gone, prefixes = set(), set(), set()
    for node in ast.walk(tree):
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            inside = [
                one.name
                for one in getattr(node, "names", [])
                if isinstance(node, ast.Import) and one.name.startswith("explain.")
            ]
            if inside or (isinstance(node, ast.ImportFrom) and (node.module or "").startswith("explain.")):
                for one in node.names:
                    if isinstance(node, ast.ImportFrom) and one.asname:
                        raise ValueError(
                            f"{path}:{node.lineno}: expected a name as it is, got {one.name} as {one.asname}"
                        )
                    if isinstance(node, ast.Import):
                        prefixes.add(one.asname)
                gone |= set(range(node.lineno, node.end_lineno + 1))
            elif node.col_offset == 0:
                if not (isinstance(node, ast.ImportFrom) and node.module == "__future__"):
                    outside.add(ast.unparse(node))
                gone |= set(range(node.lineno, node.end_lineno + 1))
    first = tree.body[0]
    doc = ""
    if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant):
        gone |= set(range(first.lineno, first.end_lineno + 1))
        doc = "\n".join(f"# {line}".rstrip() for line in (ast.get_docstring(tree) or "").splitlines()) + "\n\n"
        if path.stem == last:
            doc = ""
    _check_shadows(tree, prefixes, path)
    spans: dict[int, list[int]] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in prefixes:
            spans.setdefault(node.lineno, []).append(node.col_offset)
    for number, columns in spans.items():
        raw = lines[number - 1].encode()
        for column in sorted(columns, reverse=True):
            raw = raw[:column] + raw[raw.index(b".", column) + 1 :]
        lines[number - 1] = raw.decode()
    return doc + "\n".join(line for number, line in enumerate(lines, 1) if number not in gone), outside


def _check_shadows(tree: ast.Module, prefixes: set[str], path: Path) -> None:
    """A local variable may not have the name of something that the function uses from another module."""
    for function in ast.walk(tree):
        if not isinstance(function, (ast.FunctionDef, ast.Lambda)):
            continue
        nodes = list(ast.walk(function))
        used = {
            one.attr
            for one in nodes
            if isinstance(one, ast.Attribute) and isinstance(one.value, ast.Name) and one.value.id in prefixes
        }
        bound = {one.id: one.lineno for one in nodes if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Store)}
        bound |= {one.arg: function.lineno for one in nodes if isinstance(one, ast.arg)}
        for name in sorted(used & set(bound)):
            message = f"expected a local name of its own, got {name!r}, which the function uses from another module"
            raise ValueError(f"{path}:{bound[name]}: {message}")
