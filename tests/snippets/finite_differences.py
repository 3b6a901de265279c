"""Compares the derivatives that a program takes with central differences of the program itself.

The program runs once in float64, on a ``Tape``. For each ``backward()`` or ``torch.autograd.grad()`` it then runs
twice more, as far as that call, with the tensors that it differentiates by moved a little along one random direction;
what the output changes by is compared with what autograd said. No rule of differentiation is used.

What autograd takes for a constant (``detach()``, ``no_grad()``, ``item()``, an optimizer's step) is one here as well: a
torch call whose result does not require grad gives in those runs what it gave in the first.
"""

from __future__ import annotations

import contextlib
import itertools
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from unittest.mock import patch

import torch
from precision import execute, precision, widened
from torch.overrides import TorchFunctionMode
from torch.utils._pytree import tree_flatten, tree_leaves, tree_unflatten
from transforms import STEP, directions, inner, replacements

MOST_CALLS = 6  # of a long loop, so many are compared
REAL_BACKWARD, REAL_GRAD = torch.autograd.backward, torch.autograd.grad
REAL_APPLY = torch.autograd.Function.apply.__func__


class Reached(BaseException):
    """A run that was to go as far as one call has come there."""


@dataclass
class Call:
    """A derivative the program took: by which tensors, each named by the torch call that used it, and what it got."""

    number: int
    seeds: list[torch.Tensor]
    uses: list[tuple[int, int]] = field(default_factory=list)
    gradients: list[torch.Tensor] = field(default_factory=list)


@dataclass
class Report:
    """What became of a program: derivatives compared, those autograd refused, inputs out of reach, what is wrong."""

    printed: str = ""
    raised: BaseException | None = None
    compared: int = 0
    refused: int = 0
    skipped: int = 0
    wrong: list[str] = field(default_factory=list)

    def compare(self, what: str, autograd: torch.Tensor, measured: torch.Tensor) -> None:
        self.compared += 1
        measured = measured.to(autograd.dtype)  # the output's may be narrower
        if not torch.allclose(autograd, measured, rtol=1e-6, atol=1e-7, equal_nan=True):
            self.wrong.append(f"{what}: autograd says {autograd.tolist()}, differences say {measured.tolist()}")


class Tape(TorchFunctionMode):
    """Sees every torch call of one run, numbered. With ``first``, the tape of another run, takes constants from it.

    Such a run adds ``nudges[call]``, pairs of (which variable among the arguments, what to add), before each call, and
    ends at the derivative with the number ``goal``.
    """

    def __init__(self, first: Tape | None = None, goal: Call | None = None, nudges: dict | None = None) -> None:
        super().__init__()
        self.first, self.goal, self.nudges = first, goal, nudges or {}
        self.report = Report()
        self.constants = []
        self.uses = {}
        self.variables = {}  # kept, so that no id is given twice
        self.calls = []
        self.begun = 0
        self.reached = None  # <seed, output> at the goal
        self.inside = False

    def __torch_function__(self, function, types, args=(), kwargs=None):
        return self.call(function, *args, **(kwargs or {}))

    @contextlib.contextmanager
    def unseen(self) -> Iterator[None]:
        """In here, calls are part of another one."""
        before, self.inside = self.inside, True
        try:
            with torch._C.DisableTorchFunction():
                yield
        finally:
            self.inside = before

    def call(self, function, *args, **kwargs):
        """Do one torch call of the program."""
        if self.inside:
            return function(*args, **kwargs)
        with self.unseen():
            number = len(self.constants)
            self.constants.append([])
            tensors = [value for value in tree_leaves((args, kwargs)) if isinstance(value, torch.Tensor)]
            variables = [(tensor, tensor._version) for tensor in tensors if tensor.requires_grad]
            for position, nudge in self.nudges.get(number, ()):
                variables[position][0].data.add_(nudge)
            results, tree = tree_flatten(function(*args, **kwargs), is_leaf=lambda value: isinstance(value, torch.Size))
            written = args[:1] if function == torch.Tensor.__setitem__ else results  # an assignment returns nothing
            if any(is_variable(result) for result in written):
                for position, (tensor, version) in enumerate(variables):
                    if self.uses.get(id(tensor), (None,))[0] != version:  # new, or changed in place since
                        self.uses[id(tensor)] = version, (number, position)
                        self.variables[id(tensor)] = tensor
            if self.first is None:
                self.constants[number] = [copied(result) for result in results]
            else:
                results = [
                    self.held(result, constant, tensors)
                    for result, constant in zip(results, self.first.constants[number], strict=True)
                ]
            return tree_unflatten(results, tree)

    def held(self, result, constant, arguments):
        """A result of a call in a later run: as in the first one if it is a constant to autograd."""
        if isinstance(constant, bool | int | float | complex):
            return constant
        if not is_tensor(constant) or is_variable(result):
            return result
        if any(result is argument for argument in arguments):
            result.data.copy_(constant)
            return result
        return constant.clone()

    def begin(self, outputs, seeds) -> Call:
        """Note a derivative about to be taken, or leave if the run was to end here."""
        self.begun += 1
        outputs = as_list(outputs)
        if self.goal and self.goal.number == self.begun:
            self.reached = sum(map(inner, self.goal.seeds, map(copied, outputs)))
            raise Reached
        seeds = as_list(seeds) if seeds is not None else [None] * len(outputs)
        pairs = zip(seeds, outputs, strict=False)
        return Call(self.begun, [torch.ones_like(y) if seed is None else copied(seed) for seed, y in pairs])

    def end(self, call: Call, inputs, gradients) -> None:
        """Note what autograd gave."""
        for tensor, gradient in zip(inputs, gradients, strict=True):
            if id(tensor) in self.uses and tensor.dtype in (torch.float64, torch.complex128):
                call.uses.append(self.uses[id(tensor)][1])
                call.gradients.append(torch.zeros_like(tensor) if gradient is None else copied(gradient))
            else:
                self.report.skipped += 1
        self.calls.append(call)

    def backward(
        self, tensors, grad_tensors=None, retain_graph=None, create_graph=False, grad_variables=None, inputs=None
    ):
        """In place of ``torch.autograd.backward``."""
        options = (retain_graph, create_graph, grad_variables, inputs)
        if self.inside:
            return REAL_BACKWARD(tensors, grad_tensors, *options)
        with self.unseen():
            call = self.begin(tensors, grad_variables if grad_tensors is None else grad_tensors)
            seen = [tensor for tensor in self.variables.values() if tensor.is_leaf or tensor.retains_grad]
            targets = seen if inputs is None else as_list(inputs)
            before = [copied(tensor.grad) for tensor in targets]
        with self.refusals():
            self.call(REAL_BACKWARD, tensors, grad_tensors, *options)
        with self.unseen():
            after = [tensor.grad for tensor in targets]
            self.end(call, targets, [b if a is None else b - a for a, b in zip(before, after, strict=True)])

    def grad(self, outputs, inputs, grad_outputs=None, *args, is_grads_batched=False, **kwargs):
        """In place of ``torch.autograd.grad``."""
        if self.inside:
            return REAL_GRAD(outputs, inputs, grad_outputs, *args, is_grads_batched=is_grads_batched, **kwargs)
        with self.unseen():
            call = self.begin(outputs, grad_outputs)
        with self.refusals():
            gradients = self.call(
                REAL_GRAD, outputs, inputs, grad_outputs, *args, is_grads_batched=is_grads_batched, **kwargs
            )
        with self.unseen():
            found = gradients
            if is_grads_batched:  # a sum of the rows, each with a weight of its own
                weights = directions([call.seeds[0][(..., *[0] * (call.seeds[0].dim() - 1))]])[0]
                call.seeds = [torch.tensordot(weights, seed, 1) for seed in call.seeds]
                found = [torch.tensordot(weights, gradient, 1) for gradient in gradients]
            self.end(call, as_list(inputs), found)
        return gradients

    @contextlib.contextmanager
    def refusals(self) -> Iterator[None]:
        try:
            yield
        except Exception:
            self.report.refused += 1
            raise


def is_tensor(value) -> bool:
    return isinstance(value, torch.Tensor)


def is_variable(value) -> bool:
    return is_tensor(value) and value.requires_grad


def copied(value):
    return value.detach().clone() if is_tensor(value) else value


def as_list(value) -> list:
    return [value] if is_tensor(value) else list(value)


@contextlib.contextmanager
def watched(tape: Tape) -> Iterator[None]:
    """Have the tape see all torch calls and derivatives."""

    def method(tensor, gradient=None, retain_graph=None, create_graph=False, inputs=None):
        tape.backward(tensor, gradient, retain_graph, create_graph, inputs=inputs)

    def apply(cls, *args, **kwargs):
        return tape.call(lambda *a, **k: REAL_APPLY(cls, *a, **k), *args, **kwargs)

    with contextlib.ExitStack() as stack:
        stack.enter_context(patch.object(torch.autograd, "backward", tape.backward))
        stack.enter_context(patch.object(torch.autograd, "grad", tape.grad))
        stack.enter_context(patch.object(torch.autograd.Function, "apply", classmethod(apply)))
        stack.enter_context(patch.object(torch.Tensor, "backward", method))
        for owner, name, replacement in replacements(tape):
            stack.enter_context(patch.object(owner, name, replacement))
        stack.enter_context(tape)
        yield


def examine(source: str, name: str = "program.py") -> Report:
    """Run the program and compare every derivative that it takes."""
    source = widened(source)
    tape = Tape()
    with precision(torch.float64), watched(tape):
        tape.report.printed, tape.report.raised = execute(source, name)
    for call in tape.calls[:: -(-len(tape.calls) // MOST_CALLS) or 1]:
        if call.uses:
            tape.report.compare(f"derivative {call.number}", *both_ways(source, name, tape, call))
    return tape.report


def both_ways(source: str, name: str, tape: Tape, call: Call) -> tuple[torch.Tensor, torch.Tensor]:
    """The derivative of <seed, output> along a random direction: from autograd's gradients, and by differences."""
    along = directions(call.gradients)
    ends = []
    for step in STEP, -STEP:
        nudges = defaultdict(list)
        for (number, position), direction in zip(call.uses, along, strict=True):
            nudges[number].append((position, step * direction))
        again = Tape(tape, call, nudges)
        with precision(torch.float64), watched(again), contextlib.suppress(Reached):
            execute(source, name)
        if again.reached is None:
            raise RuntimeError(f"derivative {call.number} was not reached again")
        ends.append(again.reached)
    return sum(itertools.starmap(inner, zip(call.gradients, along, strict=True))), (ends[0] - ends[1]) / (2 * STEP)
