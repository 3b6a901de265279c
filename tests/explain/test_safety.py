"""While it explains, the tool runs none of the reader's code, shows no values, and changes and reaches nothing.

Each rule is held over every program of ``programs/`` and those below. And each is broken once, in a copy of the tool.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import sysconfig
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from explained import HERE, Explained, all_programs, built, explained, inside, main_file, plainly

from problems import fail_with
from running.runner import environment

STANDARD = (sysconfig.get_paths()["stdlib"] + os.sep, "<frozen ")
OWN = "<string>:__init__"  # of its dataclasses
BEGIN = "    error = related(error)\n"  # the first line of explain()
HIDDEN = (re.compile(r"31415|2718|s3cr3t"),)
HOSTILE = (HERE / "hostile.py").read_text("utf-8")
FAILURES = {  # by error: what fails, in a method of an object that is hostile
    "scalar": """
        loss = self.model(x).square() + names["loss"].sum() + keyed["loss"].sum()
        loss.backward()
""",
    "no-graph": """
        loss = self.model(x).detach().square().mean()
        loss.backward()
""",
    "second-backward": """
        self.loss = self.model(x).square().mean()
        self.loss.backward()
        self.loss.backward()
""",
    "in-place": """
        h = torch.sigmoid(self.model(x))
        h += 1
        h.sum().backward()
""",
    "unused": """
        torch.autograd.grad(self.model(x).sum(), [torch.ones(3, requires_grad=True)])
""",
    "mismatch": """
        self.model(x).backward(torch.ones(4))
""",
    "not-a-number": """
        print(self.model(x).item())
""",
    "numpy": """
        self.model(x).numpy()
""",
    "no-backward": """
        loss = self.model(x).mean().item()
        loss.backward()
""",
}
RAISED_FROM = """
        try:
            self.model(x).backward()
        except RuntimeError as error:
            raise Odd("x") from error
"""
OF_A_SUBCLASS = """
        loss = self.model(quiet).square()
        loss.backward()
"""
CHECKPOINT = """\
import torch
from torch.utils.checkpoint import checkpoint
layer = torch.nn.Linear(3, 2)
def block(x):
    print("forward")
    return layer(x).sigmoid().exp()
x = torch.ones(4, 3)
out = checkpoint(block, x, use_reentrant=False)
"""
AFTER_CHECKPOINT = {
    "scalar": "out.square().backward()\n",
    "second-backward": "h = x @ layer.weight.t()\n(out + h.exp()).sum().backward()\n(out + h.exp()).sum().backward()\n",
    "in-place": "h = out.exp()\nh += 1\nh.sum().backward()\n",
    "mismatch": "out.backward(torch.ones(2))\n",
    "unused": "torch.autograd.grad(out.sum(), [torch.ones(1, requires_grad=True)])\n",
}
VALUES = """\
import torch
token = "s3cr3t"
settings = {"key": "s3cr3t", "s3cr3t": torch.full((2,), 31415.0), "numbers": [31415.0, 2718]}
x = torch.full((4, 3), 31415.0)
w = torch.full((3, 2), 2718.0, requires_grad=True)
factor = 2718
rate = torch.tensor(31415.0)
out = x @ w * rate * factor
"""
WITH_VALUES = {
    "scalar": "(out + settings['numbers'][0]).backward()\n",
    "no-graph": "loss = out.detach().mean() * rate\nloss.backward()\n",
    "second-backward": "loss = out.mean()\nloss.backward()\nloss.backward()\n",
    "in-place": "h = out.sigmoid()\nh.mul_(factor)\nh.sum().backward()\n",
    "mismatch": "out.backward(rate.expand(4))\n",
    "not-a-number": "print(out.item())\n",
    "no-backward": "loss = out.mean().item()\nloss.backward()\n",
    "leaf-in-place": "w -= factor\n",
    "ambiguous": "if out > rate:\n    pass\n",
}


def readers_code(found: Explained) -> list[str]:
    """The functions that ran and that are neither the tool's nor the standard library's."""
    return [one for one in found.runs if one != OWN and (not one.startswith(STANDARD) or "site-packages" in one)]


def touched(found: Explained) -> Counter:
    return Counter(re.findall(r"^(?:touched .*|forward)$", found.printed, re.M))


def breaches(found: Explained, plain: Explained | None = None) -> Iterator[str]:
    """What breaks a rule: ``plain`` is the same program without the tool."""
    if found.failed:
        yield f"expected no failure of the tool, got {found.failed}"
    if readers_code(found):
        yield f"expected nothing of the reader's to run, got {readers_code(found)}"
    if found.events:
        yield f"expected no event beyond the process, got {found.events}"
    if found.kept:
        yield f"expected all to be as it was, got another {found.kept}"
    if plain is not None and touched(found) != touched(plain):
        yield f"expected no access that the program itself does not make, got {dict(touched(found) - touched(plain))}"
    if plain is not None and found.status != plain.status:
        yield f"expected status {plain.status}, got {found.status}"


def values_shown(found: Explained) -> Iterator[str]:
    said = "\n".join([*found.texts.values(), str(found.facts)])
    yield from (f"expected no value, got {match[0]}\n{said}" for pattern in HIDDEN if (match := pattern.search(said)))


def written(folder: Path, text: str) -> Path:
    path = folder / "program.py"
    path.write_text(text, "utf-8")
    return path


def hostile(folder: Path, body: str) -> Path:
    method = f"    def fail(self, x, *arguments):{body}\n"
    return written(
        folder, HOSTILE.replace("    def run(self", f"{method}\n    def run(self", 1) + "\n\nTrainer().run()\n"
    )


@pytest.mark.parametrize("name", all_programs())
def test_nothing_of_a_program_runs_and_nothing_is_changed(name, shared):
    fail_with(breaches(explained(main_file(name), shared)))


@pytest.mark.parametrize("error", FAILURES)
def test_objects_that_tell_of_any_access_tell_of_none(error, shared, tmp_path):
    program = hostile(tmp_path, FAILURES[error])
    found = inside(shared).ask(program, explain=True)
    assert found.facts["error"] == error, found.printed
    fail_with(breaches(found, plainly(program, shared)))


@pytest.mark.parametrize("body", [RAISED_FROM, OF_A_SUBCLASS], ids=["raised from", "of a subclass"])
def test_an_error_or_a_tensor_that_tells_of_any_access_tells_of_none(body, shared, tmp_path):
    program = hostile(tmp_path, body)
    found = inside(shared).ask(program, explain=True)
    assert found.facts["error"] == "scalar", found.printed
    fail_with(breaches(found, plainly(program, shared)))


@pytest.mark.parametrize("error", AFTER_CHECKPOINT)
def test_what_a_checkpoint_holds_is_not_computed_again(error, shared, tmp_path):
    program = written(tmp_path, CHECKPOINT + AFTER_CHECKPOINT[error])
    found = inside(shared).ask(program, explain=True)
    assert found.facts["error"] == error, found.printed
    fail_with(breaches(found, plainly(program, shared)))


@pytest.mark.parametrize("error", WITH_VALUES)
def test_no_value_is_shown(error, shared, tmp_path):
    found = inside(shared).ask(written(tmp_path, VALUES + WITH_VALUES[error]), explain=True)
    assert found.facts["error"] == error, found.printed
    fail_with(values_shown(found))


def broken(folder: Path, shared: Path, old: str, new: str) -> Path:
    """A copy of the tool with other code."""
    text = built(shared).read_text("utf-8")
    assert old in text
    tool = folder / "explain.py"
    tool.write_text(text.replace(old, new, 1), "utf-8")
    return tool


@pytest.mark.parametrize(
    ("code", "got"),
    [
        ("[repr(value) for value in error.__traceback__.tb_next.tb_frame.f_locals.values()]", "Trainer.__repr__"),
        ("sys.modules['__main__'].model(torch.ones(2, 3))", "forward"),
        ("open('left-behind', 'w').close()", "open left-behind w"),
        ("__import__('socket').socket().close()", "socket.__new__"),
        ("os.environ.update(LEFT='behind')", "environment"),
        ("os.chdir(os.sep)", "working directory"),
        ("sys.path.append('left')", "sys.path"),
        ("1 / 0", "ZeroDivisionError"),
    ],
)
def test_a_breach_is_found(code, got, shared, tmp_path):
    program = hostile(tmp_path, FAILURES["scalar"])
    imports = "    import os, torch\n"
    tool = broken(tmp_path, shared, BEGIN, f"{imports}    {code}\n{BEGIN}")
    problems = list(breaches(inside(shared).ask(program, explain=True, tool=tool), plainly(program, shared)))
    assert any(got in problem for problem in problems), problems


def test_a_checkpoint_that_is_computed_again_is_found(shared, tmp_path):
    program = written(tmp_path, CHECKPOINT + AFTER_CHECKPOINT["in-place"])
    tool = broken(tmp_path, shared, BEGIN, "    sys.modules['__main__'].out.grad_fn._saved_result\n" + BEGIN)
    problems = list(breaches(inside(shared).ask(program, explain=True, tool=tool), plainly(program, shared)))
    assert any("forward" in problem for problem in problems), problems


def test_a_value_that_is_shown_is_found(shared, tmp_path):
    program = written(tmp_path, VALUES + WITH_VALUES["scalar"])
    shown = "        facts.cause = str(sys.modules['__main__'].token)\n        return facts\n"
    tool = broken(tmp_path, shared, "        return facts\n", shown)
    assert list(values_shown(inside(shared).ask(program, explain=True, tool=tool)))


def test_a_failure_of_the_tool_is_one_line_and_leaves_the_traceback(shared, tmp_path):
    program = written(
        tmp_path, 'print("out")\nraise RuntimeError("grad can be implicitly created only for scalar outputs")\n'
    )
    tool = broken(tmp_path, shared, BEGIN, f"    raise KeyError('planted\\nin two lines')\n{BEGIN}")

    def run(*command: str, **variables: str) -> subprocess.CompletedProcess[str]:
        values = {**environment(), **variables}
        return subprocess.run([sys.executable, *command], cwd=tmp_path, env=values, capture_output=True, text=True)

    plain, with_tool = run(program.name), run(str(tool), program.name)
    assert (with_tool.returncode, with_tool.stdout) == (plain.returncode, plain.stdout) == (1, "out\n")
    assert with_tool.stderr.startswith(plain.stderr)
    (line,) = with_tool.stderr.removeprefix(plain.stderr).splitlines()
    assert line.startswith("(explain: ")
    assert "KeyError" in line
    assert "Traceback" in run(str(tool), program.name, EXPLAIN_DEBUG="1").stderr.removeprefix(plain.stderr)
