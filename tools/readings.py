"""Reads, in releases of PyTorch that no Python of today runs, what can be read without running them.

The wheel is that of a Mac, the smallest; what is read of it is the same in all.
"""

from __future__ import annotations

import ast
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from datetime import datetime, timezone
from pathlib import Path

from records import pip
from surveys import Survey, number

PLATFORM = "macosx_10_9_x86_64"
FILES = ("torch/_tensor.py", "torch/tensor.py", "torch/autograd/__init__.py", "torch/autograd/functional.py")


def read(version: str) -> Survey:
    """Read the release in its wheel."""
    with tempfile.TemporaryDirectory() as folder:
        wheel = download(version, Path(folder))
        with zipfile.ZipFile(wheel) as archive:
            names = set(archive.namelist())
            trees = {name: ast.parse(archive.read(name)) for name in FILES if name in names}
    tensor, autograd = next(name for name in FILES if name in trees), "torch/autograd/__init__.py"
    call = (tensor, line_of(trees[tensor], "backward", "autograd.backward"), "backward")
    check = (autograd, raising_line(trees[autograd]), "_make_grads")
    frames = {
        "backward": [call, (autograd, line_of(trees[autograd], "backward", "_make_grads"), "backward"), check],
        "grad": [(autograd, line_of(trees[autograd], "grad", "_make_grads"), "grad"), check],
        "engine": [call, (autograd, line_of(trees[autograd], "backward", "run_backward"), "backward")],
        "func": [],
    }
    head = {
        "torch": version,
        "read": f"{wheel.name}, not run",
        "date": datetime.now(timezone.utc).date().isoformat(),
        "command": f"make releases VERSIONS={version}",
    }
    return Survey(head, frames, there=sorted(set(found(trees))))


def download(version: str, folder: Path) -> Path:
    """The wheel of the release."""
    python = "3.8" if number(version) >= [1, 5] else "3.7"  # the newest that it has one for
    target = ["--only-binary=:all:", "--platform", PLATFORM, "--implementation", "cp", "--python-version", python]
    pip(Path(sys.executable), "download", "--no-deps", *target, "--dest", folder, f"torch=={version}")
    return next(folder.glob("*.whl"))


def function(tree: ast.Module, name: str) -> ast.FunctionDef:
    return next(node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) and node.name == name)


def line_of(tree: ast.Module, name: str, called: str) -> int:
    """The line, in the function ``name``, of the call of what ends in ``called``."""
    calls = (node for node in ast.walk(function(tree, name)) if isinstance(node, ast.Call))
    return next(node.lineno for node in calls if ast.unparse(node.func).endswith(called))


def raising_line(tree: ast.Module) -> int:
    """The line that raises the error of this site."""
    raises = (node for node in ast.walk(function(tree, "_make_grads")) if isinstance(node, ast.Raise))
    return next(node.lineno for node in raises if "only for scalar outputs" in ast.unparse(node))


def found(trees: dict[str, ast.Module]) -> Iterator[str]:
    """What there is in the files."""
    for node in ast.walk(trees["torch/autograd/__init__.py"]):
        raised = isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call)
        warned = isinstance(node, ast.Call) and ast.unparse(node.func) == "warnings.warn"
        if raised or warned:
            yield f"message {text_of((node.exc if raised else node).args[0])}"
    for name in ("backward", "grad"):
        arguments = function(trees["torch/autograd/__init__.py"], name).args.args
        yield from (f"argument torch.autograd.{name} {argument.arg}" for argument in arguments)
    for node in trees.get("torch/autograd/functional.py", ast.Module([], [])).body:
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
            yield f"function torch.autograd.functional.{node.name}"


def text_of(node: ast.expr) -> str:
    """The text that an expression makes, with … for what is not known before it runs."""
    if isinstance(node, ast.BinOp):
        return text_of(node.left) + text_of(node.right)
    return node.value if isinstance(node, ast.Constant) else "…"
