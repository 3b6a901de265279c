"""What ``--record`` remembers of the operations of a program, each told to it as torch would tell it."""

from __future__ import annotations

import sys
from types import SimpleNamespace

import pytest

from project import ROOT

sys.path.append(str(ROOT))  # for the package, which the tool is built from

from explain.recorder import EXIT_NAMES, QUIET_NAMES, Recorder

from explain import recorder


class Tensor:
    """As torch's, as far as it is asked."""

    def __init__(self, has_graph: bool = False, *, is_float: bool = True) -> None:
        self.has_graph, self.is_float = has_graph, is_float

    def is_floating_point(self) -> bool:
        return self.is_float

    def is_complex(self) -> bool:
        return False


for name in QUIET_NAMES:
    setattr(Tensor, name, property(lambda self: self.has_graph))


class Mode:
    """As torch's ``TorchFunctionMode``; how many are active is in ``active``."""

    active = 0

    def __enter__(self) -> None:
        Mode.active += 1

    def __exit__(self, *_) -> None:
        Mode.active -= 1


def operation(name: str, result: object = None):
    def run(*_, **__):
        return result

    run.__name__ = name
    return run


class Torch:
    """The module, and what is recorded of its operations."""

    def __init__(self) -> None:
        self.Tensor, self.is_on = Tensor, True
        self.recorder = Recorder(self)

    def is_grad_enabled(self) -> bool:
        return self.is_on

    def note(self, name: str, *arguments: object, result: object, **keywords: object) -> None:
        self.recorder.note(operation(name), arguments, keywords or None, result, sys._getframe())


@pytest.fixture
def torch() -> Torch:
    return Torch()


@pytest.mark.parametrize(
    ("name", "is_on", "result", "reason"),
    [
        ("detach", True, Tensor(), "detach"),
        ("detach_", False, Tensor(), "detach"),
        ("mul", False, Tensor(), "off"),
        ("argmax", True, Tensor(is_float=False), "integers"),
        ("tensor", True, Tensor(), "copy"),
        ("as_tensor", True, Tensor(), "copy"),
        ("relu", True, Tensor(), "somehow"),
    ],
)
def test_an_operation_that_lost_a_graph_is_kept_with_its_reason(torch, name, is_on, result, reason):
    torch.is_on = is_on
    torch.note(name, Tensor(True), result=result)
    loss = torch.recorder.loss_of(result)
    assert (loss.operation, loss.reason) == (name, reason)
    assert torch.recorder.exits == []


@pytest.mark.parametrize("given", [[3, Tensor(True)], (Tensor(True), 3)])
def test_a_graph_may_come_in_a_list_or_by_keyword(torch, given):
    one, two = Tensor(), Tensor()
    torch.note("cat", given, result=one)
    torch.note("mul", 2, result=two, other=Tensor(True))
    assert torch.recorder.loss_of(one).operation == "cat"
    assert torch.recorder.loss_of(two).operation == "mul"


def test_of_several_results_each_without_a_graph_is_kept(torch):
    one, two, three = Tensor(), Tensor(True), Tensor()
    torch.note("split", Tensor(True), result=(one, two, three))
    assert [torch.recorder.loss_of(each) is not None for each in (one, two, three)] == [True, False, True]


def test_what_is_computed_from_it_has_lost_the_graph_at_the_same_place(torch):
    detached, later = Tensor(), Tensor()
    torch.note("detach", Tensor(True), result=detached)
    torch.note("mul", Tensor(), detached, result=later)
    assert torch.recorder.loss_of(later) is torch.recorder.loss_of(detached)


@pytest.mark.parametrize("arguments", [(), (Tensor(),), (3, [4])])
def test_an_operation_on_what_has_no_graph_is_not_kept(torch, arguments):
    result = Tensor()
    torch.note("zeros", *arguments, result=result)
    torch.note("item", *arguments, result=3.0)
    assert torch.recorder.loss_of(result) is None
    assert (torch.recorder.lost, torch.recorder.exits) == ({}, [])


def test_nothing_of_it_lives_longer_than_the_tensor(torch):
    torch.note("detach", Tensor(True), result=Tensor())
    assert torch.recorder.lost == {}


def test_the_last_fifty_numbers_that_were_read_are_kept(torch):
    for number in range(60):
        torch.note("item" if number < 55 else "tolist", Tensor(True), result=float(number))
    assert [loss.operation for loss in torch.recorder.exits] == ["item"] * 45 + ["tolist"] * 5
    assert {loss.reason for loss in torch.recorder.exits} == {"exit"}
    assert {"item", "tolist"} <= EXIT_NAMES


@pytest.mark.parametrize(("name", "operations"), [("data", ["data"]), ("shape", []), ("grad", [])])
def test_of_what_is_read_of_a_tensor_its_data_alone_loses_the_graph(torch, name, operations):
    result = Tensor()
    torch.recorder.note(getattr(Tensor, name).__get__, (Tensor(True),), None, result, sys._getframe())
    losses = filter(None, [torch.recorder.loss_of(result)])
    assert [loss.operation for loss in losses] == operations


def test_a_place_has_the_thirty_innermost_lines_of_the_program(torch):
    def deeper(depth: int) -> None:
        if depth:
            deeper(depth - 1)
        else:
            torch.recorder.note(operation("detach"), (Tensor(True),), {}, result, sys._getframe())

    result = Tensor()
    deeper(40)
    spots = torch.recorder.loss_of(result).spots
    assert [spot.code.co_name for spot in spots] == ["deeper"] * 30
    assert spots[0].line == spots[1].line + 2


@pytest.fixture
def begun(torch, monkeypatch) -> Recorder:
    monkeypatch.setitem(sys.modules, "torch", torch)
    monkeypatch.setitem(sys.modules, "torch.overrides", SimpleNamespace(TorchFunctionMode=Mode))
    return recorder.start()


def test_operations_are_noted_from_the_start_to_the_end(begun):
    mode, one, two, later = begun.mode, Tensor(), Tensor(), Tensor()
    assert Mode.active == 1
    assert mode.__torch_function__(operation("detach", one), (), (Tensor(True),)) is one
    assert mode.__torch_function__(operation("cat", two), (), (), {"tensors": [Tensor(True)]}) is two
    assert mode.__torch_function__(Tensor.data.__get__, (), (Tensor(),), {}) is False
    for _ in range(2):
        begun.stop()
    assert Mode.active == 0
    assert mode.__torch_function__(operation("detach", later), (), (Tensor(True),)) is later
    operations = [begun.loss_of(each) and begun.loss_of(each).operation for each in (one, two, later)]
    assert operations == ["detach", "cat", None]


def test_what_cannot_be_noted_does_not_end_the_program(begun, monkeypatch):
    monkeypatch.setattr(begun, "note", lambda *_: 1 / 0)
    assert begun.mode.__torch_function__(operation("detach", 3), (), ()) == 3
    begun.stop()


def test_data_is_noted_and_what_else_is_read_is_not(begun, monkeypatch):
    noted = []
    monkeypatch.setattr(begun, "note", lambda function, *_: noted.append(function))
    for name in QUIET_NAMES:
        begun.mode.__torch_function__(getattr(Tensor, name).__get__, (), (Tensor(),))
    begun.stop()
    assert noted == [Tensor.data.__get__]


def test_what_is_compiled_is_not_noted(torch, monkeypatch):
    torch.compiler = SimpleNamespace(is_dynamo_compiling=lambda: True)
    monkeypatch.setitem(sys.modules, "torch", torch)
    monkeypatch.setitem(sys.modules, "torch.overrides", SimpleNamespace(TorchFunctionMode=Mode))
    begun, result = recorder.start(), Tensor()
    assert begun.mode.__torch_function__(operation("detach", result), (), (Tensor(True),), {}) is result
    begun.stop()
    assert begun.loss_of(result) is None


def test_a_torch_without_modes_records_nothing(torch, monkeypatch):
    monkeypatch.setitem(sys.modules, "torch", torch)
    monkeypatch.setitem(sys.modules, "torch.overrides", SimpleNamespace())
    assert recorder.start() is None
