"""Ways to make a broken snippet untrue to the error it announces: each takes its source and returns another."""

from __future__ import annotations

import ast

from running.promises import COMMENT, promised


def cut(source: str) -> tuple[list[str], int, str]:
    """The program's lines, the index of the one that announces the error, and the comment, which is taken off it."""
    lines = source.splitlines()
    index = promised(source.encode()).raises.line - 1
    comment = COMMENT.search(lines[index])[0]
    lines[index] = lines[index].removesuffix(comment).rstrip()
    return lines, index, comment


def joined(lines: list[str]) -> str:
    return "\n".join(lines) + "\n"


def the_raising_statement_does_nothing(source: str) -> str:
    lines, index, comment = cut(source)
    nodes = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.stmt)]
    statement = min(
        (node for node in nodes if node.lineno <= index + 1 <= node.end_lineno),
        key=lambda node: (node.end_lineno - node.lineno, -node.col_offset),  # the innermost
    )
    first, last = statement.lineno - 1, statement.end_lineno - 1
    lines[first : last + 1] = [lines[first][: statement.col_offset] + "pass", *[""] * (last - first)]
    lines[index] = f"{lines[index]}  {comment}"
    return joined(lines)


def the_error_is_announced_a_line_early(source: str) -> str:
    lines, index, comment = cut(source)
    return joined([*lines[:index], comment, *lines[index:]])


def the_error_is_announced_a_line_late(source: str) -> str:
    lines, index, comment = cut(source)
    return joined([*lines[: index + 1], comment, *lines[index + 1 :]])


def the_error_is_not_announced(source: str) -> str:
    return joined(cut(source)[0])


def the_last_letter_of_the_message_differs(source: str) -> str:
    lines, index, comment = cut(source)
    lines[index] += f"  {comment[:-1]}{'x' if comment[-1] != 'x' else 'y'}"
    return joined(lines)


def the_message_is_a_letter_short(source: str) -> str:
    lines, index, comment = cut(source)
    lines[index] += f"  {comment[:-1]}"
    return joined(lines)


def the_type_of_the_error_differs(source: str) -> str:
    lines, index, comment = cut(source)
    lines[index] += f"  # Other{comment.removeprefix('# ')}"
    return joined(lines)


ALL = [
    the_raising_statement_does_nothing,
    the_error_is_announced_a_line_early,
    the_error_is_announced_a_line_late,
    the_error_is_not_announced,
    the_last_letter_of_the_message_differs,
    the_message_is_a_letter_short,
    the_type_of_the_error_differs,
]
