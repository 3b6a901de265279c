"""Every snippet does what it says, as ``python NAME.py`` does; it keeps to the rules; to repair it turns a test red."""

from __future__ import annotations

import ast
import io
import re
import sys
import tokenize
from pathlib import PurePath

import pytest

import expectations
import repairs
from expectations import Unkept
from project import SNIPPETS, all_snippets
from running import run_by_interpreter, run_program, run_snippet

MOST_LINES = 32
LIBRARIES = sys.stdlib_module_names | {"torch", "matplotlib"}
# What would differ from one machine or run to the next: an object's address, a path from the root.
PRIVATE = re.compile(r"0x[0-9a-f]+|\bobject at\b|(?<![\w.:/])/(?:[\w.+-]+/)+")


def read(snippet: str) -> bytes:
    return (SNIPPETS / snippet).read_bytes()


BROKEN = [snippet for snippet in all_snippets() if expectations.COMMENT.search(read(snippet).decode())]
every_snippet = pytest.mark.parametrize("snippet", all_snippets())


@every_snippet
def test_a_snippet_does_what_it_says(snippet):
    expectations.check(read(snippet), run_snippet(snippet), PurePath(snippet).name)


# Those of the error page: what every snippet prints was recorded from the interpreter (test_transcripts), and each
# comparison here costs an import of torch.
@pytest.mark.parametrize("snippet", [path for path in all_snippets() if path.startswith("index/")])
def test_a_snippet_run_by_the_interpreter_prints_the_same(snippet):
    run = run_snippet(snippet)
    assert run_by_interpreter(snippet) == (run.transcript, run.status)


@every_snippet
def test_a_snippet_is_short_plain_ascii(snippet):
    source = read(snippet)
    assert source.isascii()
    assert len(source.splitlines()) <= MOST_LINES


@every_snippet
def test_a_snippet_has_no_comment_but_the_error_it_announces(snippet):
    tokens = tokenize.generate_tokens(io.StringIO(read(snippet).decode()).readline)
    comments = [token.string for token in tokens if token.type == tokenize.COMMENT]
    assert [comment for comment in comments if not expectations.COMMENT.fullmatch(comment)] == []


@every_snippet
def test_a_snippet_has_no_docstring_type_hint_or_main_guard(snippet):
    for node in ast.walk(ast.parse(read(snippet))):
        assert not isinstance(node, ast.AnnAssign)
        assert not getattr(node, "annotation", None), "a type hint"
        assert not getattr(node, "returns", None), "a type hint"
        assert not (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)), "a docstring"
        assert not (isinstance(node, ast.Name) and node.id == "__name__"), "a main guard"


@every_snippet
def test_a_snippet_imports_torch_and_the_standard_library_alone(snippet):
    for node in ast.walk(ast.parse(read(snippet))):
        if isinstance(node, ast.Import):
            assert {alias.name.partition(".")[0] for alias in node.names} <= LIBRARIES
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0
            assert node.module.partition(".")[0] in LIBRARIES


@every_snippet
def test_a_transcript_shows_no_address_or_path_of_the_machine(snippet):
    assert PRIVATE.findall(run_snippet(snippet).transcript) == []


@pytest.mark.parametrize("text", ["<MulBackward0 object at 0x7f12>", 'File "/usr/lib/x.py", line 1', "in /tmp/a/b"])
def test_an_address_or_a_path_is_found(text):
    assert PRIVATE.search(text)


@pytest.mark.parametrize("text", ['File "torch/_tensor.py", line 1', "https://pytorch.org/docs/x", "and/or/both 1 / 2"])
def test_other_slashes_are_let_be(text):
    assert not PRIVATE.search(text)


@pytest.mark.parametrize("snippet", [snippet for snippet in all_snippets() if PurePath(snippet).name == "error.py"])
def test_error_py_announces_an_error(snippet):
    assert expectations.expected(read(snippet))


@pytest.mark.parametrize("repair", repairs.ALL, ids=lambda repair: repair.__name__)
@pytest.mark.parametrize("snippet", BROKEN)
def test_a_repaired_snippet_is_noticed(snippet, repair, tmp_path):
    path = tmp_path / PurePath(snippet).name
    path.write_text(repair(read(snippet).decode()))
    with pytest.raises(Unkept):
        expectations.check(path.read_bytes(), run_program(path), path.name)


@pytest.mark.parametrize("snippet", BROKEN)
def test_a_snippet_copied_as_it_is_passes_where_its_repairs_fail(snippet, tmp_path):
    path = tmp_path / PurePath(snippet).name
    path.write_bytes(read(snippet))
    assert expectations.check(path.read_bytes(), run_program(path), path.name)
