"""--record: remembers, while the program runs, the operation in which a tensor lost its graph.

A torch function mode sees every operation: one that gives a tensor without a graph from one with a graph is kept, by
the tensor that it gave. Nothing else is remembered, and nothing of it lives longer than the tensor. Needs torch 1.13.
"""

from __future__ import annotations

import contextlib
import sys
import weakref

import explain.reading as reading
from explain.frames import is_reader

EXIT_NAMES = {"item", "tolist", "numpy", "__float__", "__int__", "__array__", "__index__"}
QUIET_NAMES = ("shape", "requires_grad", "grad", "grad_fn", "dtype", "device", "is_leaf", "ndim", "data")


class Spot:
    """A place in the running program: enough of a frame to find its statement again, without keeping the frame."""

    def __init__(self, frame):
        self.code, self.globals = frame.f_code, frame.f_globals
        self.line, self.instruction = frame.f_lineno, frame.f_lasti


class Loss:
    """An operation that lost a graph: ``reason`` as in ``no_graph``, ``spots`` from the inside out."""

    def __init__(self, operation: str, reason: str, frame):
        self.operation, self.reason, self.spots = operation, reason, []
        while frame is not None and len(self.spots) < 30:
            if is_reader(frame.f_code.co_filename):
                self.spots.append(Spot(frame))
            frame = frame.f_back


class Recorder:
    """What is asked after the failure: ``loss_of(tensor)``. ``mode`` is active from ``start()`` to ``stop()``."""

    def __init__(self, torch):
        self.torch = torch
        self.lost: dict[int, tuple] = {}  # identity -> (weak reference, Loss)
        self.exits: list[Loss] = []
        self.mode = None

    def stop(self) -> None:
        if self.mode is not None:
            mode, self.mode = self.mode, None
            mode.__exit__(None, None, None)

    def loss_of(self, value) -> Loss | None:
        found = self.lost.get(id(value))
        return found[1] if found is not None and found[0]() is value else None

    def note(self, function, arguments, keywords, result, frame) -> None:
        """One operation has run."""
        tensor = self.torch.Tensor
        graph, loss = False, None
        for value in (*arguments, *(keywords or {}).values()):
            for one in value if reading.exactly(value, list, tuple) else (value,):
                if isinstance(one, tensor) and one.requires_grad:
                    graph = True
                elif loss is None:
                    loss = self.loss_of(one)
        if not graph and loss is None:
            return
        name = getattr(function, "__name__", "")
        if name == "__get__":
            if function != tensor.data.__get__:
                return
            name = "data"
        results = result if reading.exactly(result, tuple, list) else (result,)
        for one in results:
            if isinstance(one, tensor):
                if not one.requires_grad:
                    loss = loss or Loss(name, self._reason(name, one), frame)
                    self._keep(one, loss)
            elif name in EXIT_NAMES:
                loss = loss or Loss(name, "exit", frame)
                self._keep(one, loss)
                self.exits.append(loss)
                del self.exits[:-50]

    def _reason(self, name: str, result) -> str:
        if name in ("detach", "detach_", "data"):
            return "detach"
        if not self.torch.is_grad_enabled():
            return "off"
        if not (result.is_floating_point() or result.is_complex()):
            return "integers"
        return "copy" if name in ("tensor", "as_tensor") else "somehow"

    def _keep(self, value, loss: Loss) -> None:
        key, lost = id(value), self.lost
        try:
            lost[key] = (weakref.ref(value, lambda _, key=key: lost.pop(key, None)), loss)
        except TypeError:  # a number
            return


def start() -> Recorder | None:
    """Begin to record, or None where this release of PyTorch cannot."""
    import torch

    try:
        from torch.overrides import TorchFunctionMode
    except ImportError:
        return None
    compiling = getattr(getattr(torch, "compiler", None), "is_dynamo_compiling", None) or (lambda: False)
    recorder = Recorder(torch)
    quiet = {getattr(torch.Tensor, name).__get__ for name in QUIET_NAMES if name != "data"}

    class Mode(TorchFunctionMode):
        def __torch_function__(self, function, types, args=(), kwargs=None):
            if compiling():
                return function(*args, **(kwargs or {}))
            result = function(*args, **(kwargs or {}))
            if function not in quiet and recorder.mode is not None:
                with contextlib.suppress(Exception):  # the program goes on, whatever cannot be noted
                    recorder.note(function, args, kwargs, result, sys._getframe(1))
            return result

    recorder.mode = Mode()
    recorder.mode.__enter__()
    return recorder
