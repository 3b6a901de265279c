"""What single functions of the package ``explain`` do where no program here has them do it."""

from __future__ import annotations

import ast
import itertools
import json
import random
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from project import ROOT

sys.path.append(str(ROOT))  # for the package, which the tool is built from

from explain.edits import Changes
from explain.explanation import _possible
from explain.facts import CERTAIN, Edit, Facts, Fix
from explain.failure import Failure
from explain.frames import library_of
from explain.scalar import Scalar
from explain.source import Env, Expr, File, Program
from explain.tracing import Trace

from explain import data, explanation, reading, rendering, ways_in


@pytest.mark.parametrize("name", ["messages", "causes", "words"])
def test_the_package_reads_its_data(name):
    assert getattr(data, name.upper()) == json.loads((ROOT / "explain" / f"{name}.json").read_text("utf-8"))


def written(folder: Path, text: str, name: str = "program.py") -> str:
    """The path of a program."""
    (folder / name).write_text(text, "utf-8")
    return str(folder / name)


def first_call(folder: Path, text: str) -> Expr:
    """The outermost call of a program, at its place."""
    file = File(written(folder, text), None)
    return Expr(next(node for node in ast.walk(file.tree) if isinstance(node, ast.Call)), Env(file, file.tree, {}, {}))


def lines(changes: Changes) -> list[tuple[int, str]]:
    return [(edit.line, edit.new) for edit in changes.edits]


def test_of_an_expression_that_is_replaced_no_line_stays(tmp_path):
    call = first_call(tmp_path, "loss = f(\n    1,\n    2,\n)\n")
    assert lines(Changes().replace(call, "x")) == [(1, "loss = x"), (2, ""), (3, ""), (4, "")]


@pytest.mark.parametrize(
    ("text", "becomes"),
    [
        ("f()", "f(dim=0)"),
        ("f(a)", "f(a, dim=0)"),
        ("f(a,)", "f(a, dim=0)"),
        ("f(a, (b for b in c))", "f(a, (b for b in c), dim=0)"),
        ("f((b for b in c), d=1)", "f((b for b in c), d=1, dim=0)"),
    ],
)
def test_a_call_gets_an_argument(tmp_path, text, becomes):
    assert lines(Changes().argument(first_call(tmp_path, text), "dim=0")) == [(1, becomes)]


def test_a_call_whose_only_argument_has_no_brackets_of_its_own_gets_none(tmp_path):
    assert lines(Changes().argument(first_call(tmp_path, "f(b for b in c)"), "dim=0")) == []


@pytest.mark.parametrize(
    ("names", "new", "possible"),
    [
        (["one.py"], "y = 2", True),
        (["one.py"], "y = 2 + …", True),
        (["one.py"], "y = (2", False),
        (["one.py", "two.py"], "y = 2", True),
        (["one.py", "two.py"], "y = (2", False),
        (["site-packages/three.py"], "y = 2", False),
    ],
)
def test_a_change_after_which_the_program_is_no_python_is_not_shown(tmp_path, names, new, possible):
    (tmp_path / "site-packages").mkdir()
    paths = [written(tmp_path, "x = 1\ny = 1\n", name) for name in names]
    edits = [Edit(path, 1, "x = 1", "x = 2") for path in paths] + [Edit(paths[-1], 2, "y = 1", new)]
    assert _possible(SimpleNamespace(program=Program()), Fix(CERTAIN, edits)) is possible


class Guard:
    """As torch has it, to be entered; what is held is in ``held``."""

    held: list[Guard] = []  # noqa: RUF012

    def __enter__(self) -> None:
        self.held.append(self)

    def __exit__(self, *_) -> None:
        self.held.remove(self)


class OlderGuard:
    """As torch had it before 2.1: it holds for as long as it lives."""

    held: list[str] = []  # noqa: RUF012

    def __init__(self) -> None:
        self.held.append("one")

    def __del__(self) -> None:
        self.held.remove("one")


@pytest.mark.parametrize("guard", [Guard, OlderGuard])
def test_no_class_or_mode_of_the_program_sees_what_is_read(monkeypatch, guard):
    kept = SimpleNamespace(DisableTorchFunction=guard, _DisableTorchDispatch=guard)
    for parts, count in ((kept, 2), (SimpleNamespace(DisableTorchFunction=guard), 1)):
        monkeypatch.setitem(sys.modules, "torch", SimpleNamespace(_C=parts))
        with explanation.undisturbed():
            assert len(guard.held) == count
        assert guard.held == []


@pytest.mark.parametrize(("says", "said"), [(["cause"], ["cause"]), ([], ["no-more"])])
def test_that_the_page_says_more_is_said_where_nothing_else_is(monkeypatch, says, said):
    def explain_it(failure, facts) -> None:
        for key in says:
            facts.say(key)

    failure = SimpleNamespace(message={"error": "scalar", "page": ""}, at=None, levels=["a level"], library=None)
    monkeypatch.setitem(sys.modules, "torch", SimpleNamespace(_C=None))
    monkeypatch.setattr(explanation, "related", lambda error: error)
    monkeypatch.setattr(explanation, "Failure", lambda *_: failure)
    monkeypatch.setitem(explanation.EXPLANATIONS, "scalar", explain_it)
    assert [key for key, _ in explanation.explain(RuntimeError("it failed")).said] == said


OWN, LIBRARY = "<stdin>", "/lib/site-packages/fabric/loop.py"


@pytest.mark.parametrize(
    ("files", "site", "library"),
    [
        ([OWN, LIBRARY], 0, LIBRARY),
        ([OWN, OWN, LIBRARY, "<frozen>"], 1, LIBRARY),
        ([OWN, LIBRARY, OWN], 2, None),
        ([OWN, OWN, "<frozen>", LIBRARY], 1, None),
        ([OWN], 0, None),
    ],
)
def test_a_library_called_backward_if_its_frame_is_below_the_programs(files, site, library):
    failure = object.__new__(Failure)
    failure.levels = [SimpleNamespace(file=file, line=line) for line, file in enumerate(files)]
    failure.site = failure.levels[site]
    assert failure.library == library


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/usr/lib/site-packages/fabric/loops/loop.py", "fabric"),
        ("C:\\Lib\\site-packages\\six.py", "six"),
        ("/usr/lib/python3/dist-packages/fabric/loop.py", "fabric"),
        ("/somewhere/else/loop.py", "loop.py"),
    ],
)
def test_a_library_is_called_as_its_package(path, name):
    assert library_of(path) == name


def test_before_torch_had_an_inference_mode_no_tensor_is_of_it(monkeypatch):
    monkeypatch.setattr(reading, "_torch", lambda: SimpleNamespace(Tensor=SimpleNamespace()))
    assert reading.is_inference(object()) is False


@pytest.mark.parametrize(("per", "said"), [("samples", "sample"), ("elements", "element"), ("rows", "rows")])
def test_what_a_loss_is_of_is_said_in_words(per, said):
    text = rendering.sentence("en", "cause-reduction-none", {"op": "l1_loss", "per": per})
    assert text == f"l1_loss ran with reduction='none': one loss per {said}, and nothing averaged them."


@pytest.mark.parametrize(
    ("site", "language", "page", "address"),
    [
        ("https://x/", "en", "why/", "https://x/why/#e=scalar&n=a%20%2B%20b&s=2x3"),
        ("https://x/", "zh", "", "https://x/zh/#e=scalar&n=a%20%2B%20b&s=2x3"),
        ("https://x/", "zh", "why/#own", "https://x/zh/why/#own"),
        ("", "en", "why/", "why/"),
        ("", "en", "", "index"),
        ("", "zh", "why/#own", "zh/why/#own"),
    ],
)
def test_a_page_has_an_address_or_a_name(monkeypatch, site, language, page, address):
    monkeypatch.setattr(rendering, "SITE", site)
    assert rendering.link(Facts("scalar", page, name="a + b", shape=(2, 3)), language) == address


def said(facts: Facts) -> list[str]:
    """What stands between the line that failed and the page."""
    _, at, *lines, page = rendering.text(facts, "en").splitlines()
    assert (at, page) == ("a.py:9  loss.backward()", "More: page why/")
    return lines


def facts_with(edits: list[Edit]) -> Facts:
    return Facts("scalar", "why/", ("a.py", 9, "loss.backward()"), fix=Fix(CERTAIN, edits))


@pytest.mark.parametrize(
    ("places", "shown"),
    [
        ([("a.py", 4), ("a.py", 5)], []),
        ([("a.py", 3), ("a.py", 5)], ["  (a.py:5)"]),
        ([("b.py", 4), ("a.py", 5)], ["  (a.py:5)"]),
    ],
)
def test_a_change_has_its_place_where_it_does_not_follow_another(places, shown):
    facts = facts_with([Edit(file, line, "x", "y") for file, line in places])
    change = ["  - x", "  + y"]
    assert said(facts) == [f"Fix  ({places[0][0]}:{places[0][1]})", *change, *shown, *change]


def test_an_explanation_has_twelve_lines_at_most():
    facts = facts_with([])
    for number in range(20):
        facts.say("cause-counted", expr=f"n{number}")
    assert said(facts) == [f"It is divided by `n{number}`, but never added up." for number in range(9)]


def test_where_there_is_no_room_the_heading_of_terms_goes_before_others():
    facts = facts_with([Edit("a.py", 3, "x", "y = 1\nz = 2\nx"), Edit("a.py", 4, "x", "y")])
    for key in ("terms-many", "cause-counted", "no-more"):
        facts.say(key, expr="n")
    assert said(facts)[:3] == [
        "It is divided by `n`, but never added up.",
        "The page says what this message means.",
        "Fix  (a.py:3)",
    ]


@pytest.mark.parametrize(
    ("shapes", "becomes"),
    [
        (((4, 1), (4,)), "f(a.squeeze(-1), b)"),
        (((4,), (4, 1)), "f(a, b.squeeze(-1))"),
        (((1, 4), (4,)), "f(a.squeeze(0), b)"),
        (((4, 1), (1, 4)), "f(a, b.view_as(a))"),
        (((1, 4), (4, 1)), "f(a, b.view_as(a))"),
        (((4,), (3, 1)), None),
        (((5,), (4, 1)), None),
        (((1, 4), (3, 1)), None),
    ],
)
def test_two_sides_that_were_broadcast_get_one_shape(tmp_path, shapes, becomes):
    call = first_call(tmp_path, "f(a, b)")
    changes = Changes()
    details = {"sides": [call.sibling(one) for one in call.node.args], "shapes": shapes}
    object.__new__(Scalar)._reshape(changes, details)
    assert [new for _, new in lines(changes)] == ([becomes] if becomes else [])


def test_where_the_programs_line_has_no_text_the_librarys_is_read():
    call, tensor = ast.parse("loss.backward()", mode="eval").body, object()
    failure = object.__new__(Failure)
    failure.levels = [SimpleNamespace(file=file, line=1) for file in (OWN, LIBRARY)]
    failure.site, library = failure.levels
    failure._envs = {id(failure.site): None, id(library): "names"}
    failure.program = SimpleNamespace(call_at=lambda *_: call, value=lambda expr: tensor)
    expr, around = failure.expression(tensor)
    assert (expr.node, expr.env) == (call.func.value, "names")
    assert around.node is call


def test_a_file_has_lines_from_the_first_to_the_last(tmp_path):
    file = File(written(tmp_path, "one\ntwo\n"), None)
    assert [file.line(number) for number in range(-1, 4)] == ["", "", "one", "two", ""]


@pytest.mark.parametrize("seed", range(10))
def test_what_made_the_elements_of_a_container_is_in_their_order(seed):
    """As good as the best of all ways to give each operation an expression, in order; one is better by chance."""
    numbers = random.Random(seed)
    score = {(one, op): numbers.randrange(-5, 6) for one in range(6) for op in range(4)}
    trace = object.__new__(Trace)
    trace._match = lambda option, op, depth: (score[option.number, op], option.number)
    options = [SimpleNamespace(node=None, number=number) for number in range(6)]
    found = [match for _, match in trace._in_order(options, list(range(4)), 0)]

    def total(chosen) -> int:
        return sum(score[one, op] for op, one in enumerate(chosen))

    assert total(found) == max(map(total, itertools.combinations(range(6), 4)))
    assert found == sorted(set(found))


@pytest.mark.parametrize("text", ["it broke", "it broke\nand more"])
def test_of_a_fault_of_the_tool_the_first_line_is_said(monkeypatch, capsys, text):
    def fail(*_) -> None:
        raise ValueError(text)

    monkeypatch.setattr(ways_in, "explain", fail)
    monkeypatch.setattr(ways_in.Settings, "told", None)
    monkeypatch.setattr(ways_in.Settings, "language", "en")
    monkeypatch.delenv("EXPLAIN_DEBUG", raising=False)
    ways_in.tell(RuntimeError("the program's"))
    assert capsys.readouterr().err == rendering.word("en", "internal", error="ValueError: it broke") + "\n"
