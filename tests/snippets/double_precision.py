"""Runs a program in float64 with the numbers of its float32 run, and compares what the two print."""

from __future__ import annotations

import contextlib
import io
import math
import re
import warnings
from collections.abc import Iterator
from functools import wraps
from unittest.mock import patch

import torch
from torch.utils._pytree import tree_map

NEW_DRAWS = ("rand", "randn", "rand_like", "randn_like", "normal", "bernoulli", "multinomial", "poisson")
DRAWS_IN_PLACE = ("uniform_", "normal_", "bernoulli_", "exponential_", "log_normal_", "cauchy_", "geometric_")
NARROW = re.compile(r"\btorch\.(?:float32|float)\b")
NUMBER = re.compile(r"-?(?:\d+\.?\d*(?:e[+-]?\d+)?|\binf\b|\bnan\b)")
WARNING = re.compile(r"^\S+:\d+: \w*Warning: .*\n(?:  .*\n)?", re.M)
NOTE = re.compile(r",\s*dtype=torch\.(?:float32|float64|complex64|complex128)")

torch.set_num_threads(1)  # on tensors this small, threads mostly wait for each other


def widened(source: str) -> str:
    """The program with the float32 that it asks for by name made float64."""
    return NARROW.sub("torch.float64", source).replace(".float()", ".double()")


@contextlib.contextmanager
def double_precision() -> Iterator[None]:
    """The state of a new interpreter, but with float64 the default and random numbers still drawn in float32."""
    narrow, generator = torch.get_default_dtype(), torch.get_rng_state()
    with contextlib.ExitStack() as stack:
        for name in NEW_DRAWS:
            stack.enter_context(patch.object(torch, name, drawn_narrow(getattr(torch, name))))
        for name in DRAWS_IN_PLACE:
            stack.enter_context(patch.object(torch.Tensor, name, filled_narrow(getattr(torch.Tensor, name))))
        torch.set_default_dtype(torch.float64)
        torch.manual_seed(0)
        try:
            with torch.enable_grad():
                yield
        finally:
            torch.set_default_dtype(narrow)
            torch.set_rng_state(generator)
            torch.set_printoptions(profile="default")
            torch.autograd.set_detect_anomaly(False)


def drawn_narrow(draw):
    """``draw``, which makes a random tensor, drawing in float32: float64 would use up other random bits."""

    @wraps(draw)
    def wrapper(*args, **kwargs):
        wide = torch.get_default_dtype()
        if kwargs.get("dtype") == torch.float64:
            kwargs["dtype"] = torch.float32
        torch.set_default_dtype(torch.float32)
        try:
            drawn = draw(*tree_map(narrowed, args), **tree_map(narrowed, kwargs))
        finally:
            torch.set_default_dtype(wide)
        wanted = drawn.detach().to(wide) if drawn.dtype == torch.float32 else drawn
        return wanted.requires_grad_(drawn.requires_grad)

    return wrapper


def filled_narrow(fill):
    """``fill``, which fills a tensor with random numbers, drawing in float32."""

    @wraps(fill)
    def wrapper(tensor, *args, **kwargs):
        if tensor.dtype != torch.float64:
            return fill(tensor, *args, **kwargs)
        return tensor.copy_(fill(torch.empty_like(tensor, dtype=torch.float32), *args, **kwargs))

    return wrapper


def narrowed(value):
    return value.float() if isinstance(value, torch.Tensor) and value.dtype == torch.float64 else value


def execute(source: str, name: str) -> tuple[str, BaseException | None]:
    """Run the program here, and return what it printed and what it raised. Its warnings are not shown."""
    printed = io.StringIO()
    raised = None
    with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            exec(compile(source, name, "exec", dont_inherit=True), {"__name__": "__main__", "__file__": name})
        except (Exception, SystemExit) as error:
            raised = error
    return printed.getvalue(), raised


def difference(single: str, double: str) -> str:
    """In words, how the transcripts of the float32 and of the float64 run differ beyond rounding; empty if not."""
    ours, theirs = (plain(text) for text in (single, double))
    if [re.sub(r"\s", "", text) for text in NUMBER.split(ours)] != [
        re.sub(r"\s", "", text) for text in NUMBER.split(theirs)
    ]:
        return f"float32 prints\n{ours}\nfloat64 prints\n{theirs}"
    for one, two in zip(NUMBER.findall(ours), NUMBER.findall(theirs), strict=True):
        if one != two and not math.isclose(float(one), float(two), rel_tol=1e-3, abs_tol=1e-4):
            return f"float32 prints {one} where float64 prints {two}\n{theirs}"
    return ""


def plain(transcript: str) -> str:
    """A transcript up to a traceback, without warnings and the names of the two precisions."""
    text = WARNING.sub("", transcript.partition("Traceback (most recent call last):")[0])
    return NOTE.sub("", text).replace("torch.float64", "torch.float32").replace("complex128", "complex64")
