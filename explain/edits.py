"""Changes to the program's lines: what is put before, behind and in the place of expressions."""

from __future__ import annotations

import ast

from explain.facts import Edit
from explain.source import Expr, File

_TIGHT = (ast.Name, ast.Call, ast.Attribute, ast.Subscript, ast.List, ast.Tuple, ast.ListComp)


class Changes:
    """Insertions and replacements, by place in a file; ``edits`` are the lines that they make."""

    def __init__(self):
        self._changes: dict[tuple[File, int], list[tuple[int, int, str]]] = {}

    def put(self, file: File, line: int, first: int, last: int, text: str) -> Changes:
        """Put ``text`` in the place of the bytes from ``first`` to ``last`` of a line."""
        changes = self._changes.setdefault((file, line), [])
        if (first, last, text) not in changes:
            changes.append((first, last, text))
        return self

    def behind(self, expr: Expr, suffix: str) -> Changes:
        """``expr`` becomes ``expr.suffix``, with brackets where they are needed."""
        node, file = expr.node, expr.env.file
        if isinstance(node, _TIGHT):
            return self.put(file, node.end_lineno, node.end_col_offset, node.end_col_offset, suffix)
        around = _brackets(file, node)
        if around is not None:
            line, column = around
            return self.put(file, line, column, column, suffix)
        self.put(file, node.lineno, node.col_offset, node.col_offset, "(")
        return self.put(file, node.end_lineno, node.end_col_offset, node.end_col_offset, ")" + suffix)

    def replace(self, expr: Expr, text: str) -> Changes:
        """``text`` in the place of an expression: of its first line, if it has several."""
        node, file = expr.node, expr.env.file
        self.put(
            file,
            node.lineno,
            node.col_offset,
            node.end_col_offset if node.end_lineno == node.lineno else len(file.line(node.lineno).encode()),
            text,
        )
        for line in range(node.lineno + 1, node.end_lineno + 1):
            self.put(
                file, line, 0, node.end_col_offset if line == node.end_lineno else len(file.line(line).encode()), ""
            )
        return self

    def cut(self, file: File, line: int, first: int, last_line: int, last: int) -> Changes:
        """Take a stretch away that may run over several lines."""
        for number in range(line, last_line + 1):
            begin = first if number == line else 0
            end = last if number == last_line else len(file.line(number).encode())
            self.put(file, number, begin, end, "")
        return self

    def argument(self, call: Expr, text: str) -> Changes:
        """One more argument for a call."""
        node, file = call.node, call.env.file
        given = [*node.args, *(one.value for one in node.keywords)]
        line, column = node.end_lineno, node.end_col_offset - 1
        if given and isinstance(given[-1], ast.GeneratorExp) and len(given) == 1:
            return self
        before = file.line(line).encode()[:column].rstrip()
        if not before:  # the bracket stands alone on its line
            last = max(given, key=lambda one: (one.end_lineno, one.end_col_offset)) if given else None
            if last is not None:
                return self.put(file, last.end_lineno, last.end_col_offset, last.end_col_offset, f", {text}")
        comma = "" if not given or before.endswith(b",") else ", "
        gap = " " if before.endswith(b",") and not file.line(line).encode()[:column].endswith(b" ") else ""
        return self.put(file, line, column, column, f"{comma}{gap}{text}")

    def line(self, file: File, number: int, text: str) -> Changes:
        """A whole line anew; several with line breaks between them, none with an empty text."""
        return self.put(file, number, 0, len(file.line(number).encode()), text)

    def without(self, expr: Expr, inner) -> Changes:
        """``f(inner)`` and ``inner.f()`` become ``inner``."""
        node, file = expr.node, expr.env.file
        if (inner.lineno, inner.col_offset) > (node.lineno, node.col_offset):
            self.cut(file, node.lineno, node.col_offset, inner.lineno, inner.col_offset)
        if (inner.end_lineno, inner.end_col_offset) < (node.end_lineno, node.end_col_offset):
            self.cut(file, inner.end_lineno, inner.end_col_offset, node.end_lineno, node.end_col_offset)
        return self

    @property
    def edits(self) -> list[Edit]:
        found = []
        for (file, number), changes in sorted(self._changes.items(), key=lambda one: (one[0][0].path, one[0][1])):
            old = file.line(number)
            new = old.encode()
            for first, last, text in sorted(changes, key=lambda one: (one[0], one[1]), reverse=True):
                new = new[:first] + text.encode() + new[last:]
            text = new.decode()
            if text != old:
                found.append(Edit(file.path, number, old, text.rstrip() if text.strip() else ""))
        return found


def _brackets(file: File, node) -> tuple[int, int] | None:
    """The place behind the closing bracket, if the expression stands in brackets of its own."""
    parent = file.parents.get(id(node))
    if isinstance(parent, ast.Call) and parent.func is not node and len(parent.args) + len(parent.keywords) == 1:
        return None
    line, column = node.lineno, node.col_offset
    before = file.line(line).encode()[:column].rstrip()
    while not before and line > 1:
        line -= 1
        before = file.line(line).split("#")[0].rstrip().encode()
    if not before.endswith(b"("):
        return None
    if isinstance(parent, ast.Call) and parent.args and parent.args[0] is node and parent.func is not node:
        return None  # the call's own bracket
    line, column = node.end_lineno, node.end_col_offset
    while line <= len(file.lines):
        rest = file.line(line).encode()[column:]
        behind = rest.lstrip()
        if behind:
            return (line, column + len(rest) - len(behind) + 1) if behind.startswith(b")") else None
        line, column = line + 1, 0
    return None


def indent_of(file: File, line: int) -> str:
    text = file.line(line)
    return text[: len(text) - len(text.lstrip())]
