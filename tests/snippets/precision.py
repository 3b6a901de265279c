"""Runs a program in another precision with the numbers of its float32 run, and compares what the two print."""

from __future__ import annotations

import contextlib
import io
import linecache
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
# How torch writes a precision: as a dtype, and as a type in messages.
PRECISION = re.compile(
    r"torch\.(?:float32|float64|bfloat16|float16|complex32|complex64|complex128)|Complex(?:Float|Double|Half)"
    r"|torch\.(?:Float|Double|Half)Tensor|CPUBFloat16Type"
)
NOTE = re.compile(rf",\s*dtype=(?:{PRECISION.pattern})")
# How far apart the same number may be in float32 and in another precision, of its size or in all: a few roundings.
TOLERANCE = {
    torch.float32: (1e-3, 1e-4),
    torch.float64: (1e-3, 1e-4),
    torch.bfloat16: (0.03, 0.03),
    torch.float16: (0.004, 0.004),
}
PATCHED = ((torch.Tensor, "backward"), (torch.autograd, "backward"), (torch.autograd, "grad"))

torch.set_num_threads(1)  # on tensors this small, threads mostly wait for each other


def widened(source: str) -> str:
    """The program with the float32 that it asks for by name made float64."""
    return NARROW.sub("torch.float64", source).replace(".float()", ".double()")


@contextlib.contextmanager
def precision(dtype: torch.dtype) -> Iterator[None]:
    """The state of a new interpreter, but with ``dtype`` the default and random numbers still drawn in float32.

    What a program patches of torch (``PATCHED``) is undone at the end.
    """
    narrow, generator = torch.get_default_dtype(), torch.get_rng_state()
    with contextlib.ExitStack() as stack:
        for name in NEW_DRAWS:
            stack.enter_context(patch.object(torch, name, drawn_narrow(getattr(torch, name))))
        for name in DRAWS_IN_PLACE:
            stack.enter_context(patch.object(torch.Tensor, name, filled_narrow(getattr(torch.Tensor, name))))
        for owner, name in PATCHED:
            stack.enter_context(patch.object(owner, name, getattr(owner, name)))
        torch.set_default_dtype(dtype)
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
    """``draw``, which makes a random tensor, drawing in float32: another precision would use up other random bits."""

    @wraps(draw)
    def wrapper(*args, **kwargs):
        default = torch.get_default_dtype()
        asked = tree_map(single, args), tree_map(single, kwargs)
        torch.set_default_dtype(torch.float32)
        try:
            drawn = draw(*asked[0], **asked[1])
        finally:
            torch.set_default_dtype(default)
        wanted = drawn.detach().to(default) if drawn.dtype == torch.float32 else drawn
        return wanted.requires_grad_(drawn.requires_grad)

    return wrapper


def filled_narrow(fill):
    """``fill``, which fills a tensor with random numbers, drawing in float32."""

    @wraps(fill)
    def wrapper(tensor, *args, **kwargs):
        if tensor.dtype != torch.get_default_dtype():
            return fill(tensor, *args, **kwargs)
        return tensor.copy_(fill(torch.empty_like(tensor, dtype=torch.float32), *args, **kwargs))

    return wrapper


def single(value):
    """``value`` in float32, if it is a tensor, or a dtype, of the precision that the program runs in."""
    if value is torch.get_default_dtype():
        return torch.float32
    return value.float() if isinstance(value, torch.Tensor) and value.dtype == torch.get_default_dtype() else value


def execute(source: str, name: str) -> tuple[str, BaseException | None]:
    """Run the program here, and return what it printed and what it raised. Its warnings are not shown."""
    printed = io.StringIO()
    raised = None
    linecache.cache[name] = (len(source), None, source.splitlines(keepends=True), name)  # for programs that show lines
    with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            exec(compile(source, name, "exec", dont_inherit=True), {"__name__": "__main__", "__file__": name})
        except (Exception, SystemExit) as error:
            raised = error
    return printed.getvalue(), raised


def difference(ours: str, theirs: str, dtype: torch.dtype = torch.float64) -> str:
    """In words, how the transcript of the float32 run, and that of another, differ beyond the rounding of ``dtype``.

    Empty if they do not.
    """
    ours, theirs = plain(ours), plain(theirs)
    if texts(ours) != texts(theirs):
        return f"float32 prints\n{ours}\n{dtype} prints\n{theirs}"
    relative, absolute = TOLERANCE[dtype]
    for one, two in zip(NUMBER.findall(ours), NUMBER.findall(theirs), strict=True):
        if one != two and not math.isclose(float(one), float(two), rel_tol=relative, abs_tol=absolute):
            return f"float32 prints {one} where {dtype} prints {two}\n{theirs}"
    return ""


def texts(transcript: str) -> list[str]:
    """What stands between the numbers, without white space."""
    return [re.sub(r"\s", "", text) for text in NUMBER.split(transcript)]


def plain(transcript: str) -> str:
    """A transcript up to a traceback, without warnings and the names of precisions."""
    text = WARNING.sub("", transcript.partition("Traceback (most recent call last):")[0])
    return PRECISION.sub("precision", NOTE.sub("", text))
