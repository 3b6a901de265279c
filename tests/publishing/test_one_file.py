"""Modules of a package put behind one another: their order, what is left out of each, and what cannot be one file."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from publishing.one_file import body_of, in_order, names_of, needs


def body(text: str, name: str = "facts") -> tuple[str, set[str]]:
    """Of a module of a package whose last one is ``ways_in``."""
    return body_of(text, ast.parse(text), Path(f"explain/{name}.py"), "ways_in")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("import os\nfrom json import loads\nfrom . import a\nfrom explained.a import b\n", set()),
        ("from explain.facts import Facts, link\n", {"facts"}),
        ("import os, explain.facts as facts, explain.graph as graph\n", {"facts", "graph"}),
        ("def f():\n    from explain.facts import Facts\n    import explain.graph as graph\n", {"facts", "graph"}),
    ],
)
def test_the_modules_that_a_module_imports(text, expected):
    assert needs(ast.parse(text)) == expected


def test_each_module_stands_behind_those_that_it_imports():
    assert in_order({}) == []
    assert in_order({"d": {"a", "c"}, "c": {"b"}, "b": set(), "a": set(), "e": {"b"}}) == ["a", "b", "c", "e", "d"]


@pytest.mark.parametrize(
    ("modules", "message"),
    [
        ({"a": set(), "b": {"z", "y", "a"}}, "explain/b.py: expected modules of this package, got ['y', 'z']"),
        (
            {"a": set(), "d": {"c", "a"}, "c": {"b"}, "b": {"d"}},
            "explain/: expected imports in one direction, got a circle among ['b', 'c', 'd']",
        ),
    ],
)
def test_modules_without_an_order_are_said(modules, message):
    with pytest.raises(ValueError, match="expected") as caught:
        in_order(modules)
    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("def f():\n    x = 1\n", ["f"]),
        ("class A:\n    x = 1\n", ["A"]),
        ("a = b = 1", ["a", "b"]),
        ("a, (b, *c) = d", ["a", "b", "c"]),
        ("a: int = 1", ["a"]),
        ("a.b: int = 1", []),
        ("import os", []),
    ],
)
def test_what_a_statement_defines(text, names):
    assert names_of(*ast.parse(text).body) == names


def test_a_module_loses_its_docstring_and_its_imports():
    text = '''"""What is known.

Of a failure.
"""

from __future__ import annotations

import json
import os.path as paths
from PIL import Image
from collections import (
    Counter,
)

from explain.facts import (
    Facts,
)

X = 1


def f():
    import math
    from explain.graph import edge
    return math
'''
    assert body(text) == (
        "# What is known.\n#\n# Of a failure.\n\n\n\n\n\nX = 1\n\n\ndef f():\n    import math\n    return math",
        {"import json", "import os.path as paths", "from PIL import Image", "from collections import Counter"},
    )


def test_a_module_without_a_docstring_stays_as_it_is():
    assert body('X = """a"""\n"b"\n') == ('X = """a"""\n"b"', set())
    assert body("1 + 1\nX = 1\n") == ("1 + 1\nX = 1", set())
    assert body("print()\nX = 1\n") == ("print()\nX = 1", set())


def test_the_docstring_of_the_last_module_is_the_files():
    text = '"""The tool."""\nX = 1\n'
    assert body(text, "ways_in") == ("X = 1", set())
    assert body(text, "way") == body(text, "yet_another") == ("# The tool.\n\nX = 1", set())


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("x = graph.edge", "x = edge"),
        ("x = facts.of(graph.edge(facts.a.b), graph.c)", "x = of(edge(a.b), c)"),
        ("x = '标量', graph.edge, 'é', graph.node", "x = '标量', edge, 'é', node"),
        ("x = other.graph.edge, 'graph.edge', graph", "x = other.graph.edge, 'graph.edge', graph"),
    ],
)
def test_the_module_in_front_of_a_name_goes(line, expected):
    text = f"import explain.facts as facts\nimport explain.graph as graph\n\n{line}\ny = 1\n"
    assert body(text) == (f"\n{expected}\ny = 1", set())


def test_another_name_for_what_is_imported_is_refused():
    with pytest.raises(ValueError, match="expected") as caught:
        body("import os\nfrom explain.graph import edge, node as n\n")
    assert str(caught.value) == "explain/facts.py:2: expected a name as it is, got node as n"


@pytest.mark.parametrize(
    ("function", "line"),
    [
        ("def f(x):\n    edge = graph.edge(x)\n", 4),
        ("def f(x):\n    for edge in x:\n        graph.edge(x)\n", 4),
        ("def f(edge):\n    graph.edge(edge)\n", 3),
        ("f = lambda *edge: graph.edge(edge)\n", 3),
        ("class A:\n    def f(self, a, *, edge):\n        graph.edge(edge)\n", 4),
    ],
)
def test_a_local_name_that_would_hide_what_another_module_defines_is_refused(function, line):
    with pytest.raises(ValueError, match="expected") as caught:
        body(f"import explain.graph as graph\n\n{function}")
    assert str(caught.value) == (
        f"explain/facts.py:{line}: expected a local name of its own, got 'edge', "
        "which the function uses from another module"
    )


def test_a_local_name_that_hides_nothing_is_none_of_these():
    text = """def f(node):
    edge = node.edge
    graph.name(edge)


def g():
    return graph.edge, graph.node

edge = graph.edge"""
    result, _ = body(f"import explain.graph as graph\n{text}\n")
    assert result == text.replace("graph.", "")
