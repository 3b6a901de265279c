"""Losses of torch's in the program's text: which call is one, its name, where its reduction was switched off."""

from __future__ import annotations

import ast
import functools

import explain.reading as reading
from explain.reading import MISSING
from explain.source import PATHS, Expr, Program, called, keyword
from explain.tracing import LOSS_NAMES, class_name


def loss_call(program: Program, places: list[Expr]) -> Expr | None:
    """The call of a loss of torch's, or of a module that was made with a reduction, among places."""
    for one in reversed(places):
        node = one.node
        if not isinstance(node, ast.Call):
            continue
        value = _called_value(program, one.sibling(node.func))
        if called(node) in LOSS_NAMES or (
            value is not MISSING and (class_name(value) in LOSS_NAMES or "reduction" in reading.fields(value))
        ):
            return one
        if keyword(node, "reduction") is not None:
            return one
        if value is not MISSING and reading.is_a(value, functools.partial):
            if "reduction" in reading.function_of(value)[3]:
                return one
    return None


def _called_value(program: Program, function: Expr):
    """What is called; of several that may be meant, the one whose reduction is off."""
    value = program.value(function)
    if value is MISSING and isinstance(function.node, PATHS):
        samples = program.samples(function)
        off = [one for one in samples if reading.is_module(one) and reading.fields(one).get("reduction") == "none"]
        return off[0] if off else MISSING
    return value


def switched_off(program: Program, loss: Expr) -> Expr | None:
    """Where the reduction of a loss was set to none: a constant of the program, or the call itself."""
    given = keyword(loss.node, "reduction")
    if given is not None:
        for one in program.constants(loss.sibling(given)):
            if one.node.value == "none":
                return one
        return None
    if keyword(loss.node, "reduce") is not None:
        return loss.sibling(keyword(loss.node, "reduce"))
    function = loss.sibling(loss.node.func)
    value = _called_value(program, function)
    stored = reading.fields(value).get("reduction") if value is not MISSING else None
    if value is not MISSING and reading.is_a(value, functools.partial):
        stored = reading.function_of(value)[3].get("reduction")
    if value is not MISSING and type(stored) is str and stored != "none":
        return None
    for made in program.made_by(function):
        given = keyword(made.node, "reduction") if isinstance(made.node, ast.Call) else None
        if given is None and isinstance(made.node, ast.Call):
            reduce = keyword(made.node, "reduce")
            if isinstance(reduce, ast.Constant) and reduce.value is False:
                return made.sibling(reduce)
            for entry in made.node.keywords:  # **config
                if entry.arg is None:
                    for one in program.expand(made.sibling(entry.value), (("item", "reduction"),)):
                        if isinstance(one.node, ast.Constant) and one.node.value == "none":
                            return one
            continue
        if given is not None:
            for one in program.constants(made.sibling(given)):
                if one.node.value == "none":
                    return one
    return loss if stored == "none" else None


def loss_name(program: Program, loss: Expr) -> str:
    """``CrossEntropyLoss`` of a module, ``cross_entropy`` of a function."""
    value = _called_value(program, loss.sibling(loss.node.func))
    return class_name(value) if value is not MISSING and reading.is_module(value) else called(loss.node)
