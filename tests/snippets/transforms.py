"""For ``finite_differences``: what stands in for ``torch.func`` and ``torch.autograd.functional`` in a watched program.

A transform that the program applies is compared with differences of the function it is applied to; one applied inside
another is part of the outer one, but a derivative under ``vmap`` is compared row by row.
"""

from __future__ import annotations

import contextlib
import io

import torch
from torch.utils._pytree import tree_flatten, tree_leaves, tree_map, tree_unflatten

STEP = 1e-5
REAL = {name: getattr(torch.func, name) for name in ("grad", "jacrev", "jacfwd", "hessian", "vmap", "vjp", "jvp")}
REAL_GRAD_AND_VALUE = torch.func.grad_and_value
REAL_FUNCTIONAL = {name: getattr(torch.autograd.functional, name) for name in ("jacobian", "hessian")}


def inner(one: torch.Tensor, two: torch.Tensor) -> torch.Tensor:
    """<one, two>, which for complex tensors is the real part, as in autograd."""
    return (one.conj() * two).sum().real


def directions(tensors) -> list[torch.Tensor]:
    """A random direction for each tensor, the same ones each time. A wrong gradient differs along any of them."""
    generator = torch.Generator().manual_seed(1)
    return [torch.randn(tensor.shape, dtype=tensor.dtype, generator=generator) for tensor in tensors]


def replacements(tape):
    """What to patch while ``tape`` watches: owner, name, replacement."""
    for name in "grad", "jacrev", "jacfwd", "hessian":
        yield torch.func, name, derivative_of_function(tape, REAL[name], twice=name == "hessian")
    yield torch.func, "grad_and_value", derivative_of_function(tape, REAL_GRAD_AND_VALUE, pick=True)
    for name, real in REAL_FUNCTIONAL.items():
        yield torch.autograd.functional, name, derivative_at_inputs(tape, real, twice=name == "hessian")
    for owner in torch, torch.func:
        yield owner, "vmap", mapped(tape)
    yield torch.func, "vjp", pulled_back(tape)
    yield torch.func, "jvp", pushed_forward(tape)


def observed(tape, transformed, verify):
    """``transformed`` as one call on the tape, its result verified in the first run, unless it is part of another."""

    def call(*inputs, **named):
        outermost = not tape.inside
        with contextlib.nullcontext() if not outermost else tape.refusals():
            result = tape.call(transformed, *inputs, **named)
        if outermost and tape.first is None:
            state = torch.get_rng_state()
            with tape.unseen(), contextlib.redirect_stdout(io.StringIO()):
                verify(result, inputs, named)
            torch.set_rng_state(state)
        return result

    call.verify = verify
    return call


def derivative_of_function(tape, real, twice=False, pick=False):
    def transform(function, argnums=0, *args, has_aux=False, **kwargs):
        alone = (lambda *inputs, **named: function(*inputs, **named)[0]) if has_aux else function
        once = REAL["jacrev"](alone, argnums=argnums) if twice else alone

        def verify(result, inputs, named):
            jacobian = result[0] if has_aux or pick else result
            compare_jacobian(tape, lambda *x: once(*x, **named), inputs, argnums, jacobian)

        extra = {"has_aux": True} if has_aux else {}
        return observed(tape, real(function, argnums, *args, **extra, **kwargs), verify)

    return transform


def derivative_at_inputs(tape, real, twice):
    def transform(function, inputs, *args, **kwargs):
        single = isinstance(inputs, torch.Tensor)
        inputs = (inputs,) if single else tuple(inputs)
        argnums = 0 if single else tuple(range(len(inputs)))
        once = REAL["jacrev"](function, argnums=argnums) if twice else function

        def verify(result, inputs, named):
            compare_jacobian(tape, once, inputs, argnums, result)

        return observed(tape, lambda *x: real(function, x[0] if single else x, *args, **kwargs), verify)(*inputs)

    return transform


def mapped(tape):
    def transform(function, in_dims=0, *args, **kwargs):
        def verify(result, inputs, named):
            dims = in_dims if isinstance(in_dims, tuple) else (in_dims,) * len(inputs)
            rows = tree_leaves(result)[0].shape[0] if hasattr(function, "verify") else 0
            for row in range(rows):
                given = tuple(selected(value, dim, row) for value, dim in zip(inputs, dims, strict=True))
                function.verify(selected(result, 0, row), given, named)

        return observed(tape, REAL["vmap"](function, in_dims, *args, **kwargs), verify)

    return transform


def selected(value, dim, row):
    """What ``vmap`` gives its function of ``value`` for one row."""
    return value if dim is None else tree_map(lambda tensor: tensor.select(dim, row), value)


def pulled_back(tape):
    def transform(function, *primals):
        output, pull = tape.call(REAL["vjp"], function, *primals)

        def verify(result, inputs, named):
            def along_seed(*x):
                pairs = zip(tree_leaves(inputs), tree_leaves(function(*x)), strict=True)
                return sum(inner(seed, y) for seed, y in pairs)

            compare_jacobian(tape, along_seed, primals, tuple(range(len(primals))), result)

        return output, observed(tape, pull, verify)

    return transform


def pushed_forward(tape):
    def transform(function, primals, tangents):
        def verify(result, inputs, named):
            def along_tangent(step):
                return function(*(tree_map(lambda p, t: p + step * t, *pair) for pair in zip(*inputs, strict=True)))

            compare_jacobian(tape, along_tangent, (torch.zeros(()),), 0, result[1])

        return observed(tape, lambda *x: REAL["jvp"](function, *x), verify)(primals, tangents)

    return transform


def compare_jacobian(tape, function, inputs, argnums, jacobian):
    """Compare J v with differences of ``function`` along v, v a random direction for the inputs ``argnums``."""
    chosen = (argnums,) if isinstance(argnums, int) else tuple(argnums)
    leaves, tree = tree_flatten(tuple(inputs[number] for number in chosen))
    along = directions(leaves)

    def outputs(step):
        moved = tree_unflatten([leaf + step * v for leaf, v in zip(leaves, along, strict=True)], tree)
        given = list(inputs)
        for number, value in zip(chosen, moved, strict=True):
            given[number] = value
        return [output.detach() for output in tree_leaves(function(*given))]

    blocks = tree_leaves(jacobian)
    for one, two in zip(outputs(STEP), outputs(-STEP), strict=True):
        row, blocks = blocks[: len(leaves)], blocks[len(leaves) :]
        product = sum(
            block.detach().reshape(*one.shape, -1) @ v.reshape(-1) for block, v in zip(row, along, strict=True)
        )
        tape.report.compare("a transform", product, (one - two) / (2 * STEP))
    assert not blocks, "a Jacobian with more blocks than outputs and inputs"
