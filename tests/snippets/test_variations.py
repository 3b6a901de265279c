"""A program keeps its statement in the reader's hand: in another precision, with a batch of one, with one row more.

In another precision it prints the same but for rounding; with other rows the same words (True, None, nan, names). What
raises must raise the same on the same line. A loss of one row may be a scalar, and then nothing is refused.
"""

from __future__ import annotations

import re
import tempfile
import traceback
from pathlib import Path, PurePath

import pytest
import torch
from batches import with_batch_of
from precision import PRECISION, difference, execute, plain, precision

from problems import fail_with
from programs import run_program, run_snippet
from project import SNIPPETS, all_snippets
from running.expectations import raised
from running.promises import promised

WORD = re.compile(r"[^\W\d]\w+")
SIZES = re.compile(r"\d+(?:, \d+)*")
# What is refused because of several elements. A batch of one row may have one.
SEVERAL = re.compile(
    "only for scalar outputs|more than one value|elements cannot be converted|only one element|a single element"
)
VARIATIONS = {
    "float64": torch.float64,
    "bfloat16": torch.bfloat16,
    "float16": torch.float16,
    "one row": 1,
    "one more": None,
}


def run(source: str, name: str, dtype: torch.dtype = torch.float32) -> tuple[str, str]:
    """What the program prints, and ``Type: message (line N)`` of what it raises, or nothing."""
    if "multiprocessing" in source:  # what its processes print would not be seen here
        return run_apart(source, name, dtype)
    with precision(dtype):
        printed, error = execute(source, name)
    if error is None:
        return printed, ""
    lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == name]
    return printed, f"{type(error).__name__}: {error} (line {lines[-1]})"


def run_apart(source: str, name: str, dtype: torch.dtype) -> tuple[str, str]:
    """The same for a program that starts processes and draws no random numbers, run as a build does."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, name)
        path.write_text(source.replace("import torch\n", f"import torch; torch.set_default_dtype({dtype})\n", 1))
        done = run_program(path)
    return done.transcript, str(raised(done, name) or "")


def departure(source: str, name: str, transcript: str, variation: str) -> str:
    """How the program departs from its promise and its transcript in a variation; empty if it does not."""
    value = VARIATIONS[variation]
    if isinstance(value, torch.dtype):
        return departure_in(value, source, name, transcript)
    found = [departure_with(rows, value == 1, name, transcript) for rows in with_batch_of(source, value)]
    return found[0] if all(found) and found else ""


def departure_in(dtype: torch.dtype, source: str, name: str, transcript: str) -> str:
    """The same for the program as it is, with ``dtype`` the default."""
    printed, error = run(source, name, dtype)
    expected = str(promised(source.encode()).raises or "")
    if PRECISION.sub("", error) != PRECISION.sub("", expected):
        return f"expected {expected or 'no exception'}\ngot      {error or 'none'}"
    return difference(transcript, printed, dtype)


def departure_with(source: str, one_row: bool, name: str, transcript: str) -> str:
    """The same for ``source``, the program with other rows."""
    printed, error = run(source, name)
    expected = str(promised(source.encode()).raises or "")
    if one_row and not error and SEVERAL.search(expected):
        return ""
    if without_sizes(error) != without_sizes(expected):
        return f"expected {expected or 'no exception'}\ngot      {error or 'none'}\n{source}"
    if words(printed) != words(transcript):
        return f"expected the words of\n{transcript}\ngot\n{printed}\n{source}"
    return ""


def without_sizes(error: str) -> str:
    """A message without the sizes in it, and the line."""
    message, line, number = error.rpartition(" (line ")
    return SIZES.sub("#", message) + line + number


def words(transcript: str) -> list[str]:
    """The words, one for a row of the same; of lines in a row with the same words, one."""
    lines = [found for line in plain(transcript).splitlines() if (found := WORD.findall(line))]
    rows = [word for line, before in zip(lines, [[], *lines], strict=False) if line != before for word in line]
    return [word for word, before in zip(rows, ["", *rows], strict=False) if word != before]


IN_NO_HALF = (
    "complex-loss/abs-cancels.py",
    "complex-loss/both-parts.py",
    "complex-loss/error.py",
    "complex-loss/old-seed.py",
    "complex-loss/real-diverges.py",
    "complex-loss/second-derivative.py",
    "complex-loss/spectrum-full.py",
    "complex-loss/spectrum-magnitude.py",
    "complex-loss/spectrum.py",
    "complex-loss/which.py",
)
NOT_IN_BFLOAT16 = (
    "complex-loss/built-in.py",
    "complex-loss/convention.py",
    "complex-loss/magnitude-converges.py",
    "complex-loss/magnitude.py",
    "full-jacobian/complex.py",
    "rule/complex-real-loss.py",
    "rule/complex-vector.py",
    "rule/complex.py",
)
COMPLEX = "there are no complex numbers in bfloat16, and few operations on those in float16"
ROUNDING = "trains, and half precision rounds what it shows"
SUBJECT = "that there are several rows is its subject"
NORMALISED = "one row cannot be normalised"
WRITTEN_OUT = "says its sizes a second time: a matrix, a split, a list of weights, a number of features"
CTC = "ctc_loss has no half precision on the CPU"
LINALG = "eigenvalues and solutions have no half precision on the CPU"
DRAWN = "the gradient of torch.normal is its subject, and the harness draws in its place"
WEIGHTS = "its weights are float32, which is its subject"
EXEMPT = {
    "float64": {
        "mixed-precision/loss-dtype.py": "compares half precision with float32",
        "mixed-precision/mean.py": "compares half precision with float32",
        "mixed-precision/penalty-underflows.py": "compares half precision with float32",
        "policy-gradient/sampling.py": DRAWN,
    },
    "bfloat16": {
        "policy-gradient/sampling.py": DRAWN,
        "policy-gradient/sampling-discrete.py": ROUNDING,
        "independent/ensemble.py": ROUNDING,
        "graph-errors/attention-math.py": "compares to float32's precision",
        "graph-errors/distances.py": "cdist has no half precision on the CPU",
        "graph-errors/no-second.py": "cdist has no half precision on the CPU",
        "accumulation/batchnorm.py": ROUNDING,
        **dict.fromkeys(IN_NO_HALF + NOT_IN_BFLOAT16, COMPLEX),
        "custom-loss/column-squeezed.py": ROUNDING,
        "loss-reduction-none/ctc.py": CTC,
        "hessian-vector/largest.py": LINALG,
        "hessian-vector/solve.py": LINALG,
        "torch-func/table.py": "prints the name of its precision in a message",
        "type-errors/numpy-call-fixed.py": "NumPy has no bfloat16: the page's next section",
    },
    "float16": {
        "policy-gradient/sampling.py": DRAWN,
        "policy-gradient/sampling-discrete.py": "divides by more draws than float16 can count",
        "graph-errors/attention-math.py": "compares to float32's precision",
        "graph-errors/distances.py": "cdist has no half precision on the CPU",
        "graph-errors/no-second.py": "cdist has no half precision on the CPU",
        "second-backward/lbfgs-fixed.py": ROUNDING,
        "is-it-right/overfit-fixed.py": ROUNDING,
        "mixed-precision/clip.py": WEIGHTS,
        "mixed-precision/clip-scaled.py": WEIGHTS,
        "mixed-precision/float-weights.py": WEIGHTS,
        "mixed-precision/inf-checks.py": WEIGHTS,
        "mixed-precision/mean.py": WEIGHTS,
        "mixed-precision/penalty-underflows.py": WEIGHTS,
        "mixed-precision/unscaled-once.py": WEIGHTS,
        "mixed-precision/unscaled-twice.py": WEIGHTS,
        "accumulation/batchnorm.py": ROUNDING,
        **dict.fromkeys(IN_NO_HALF, COMPLEX),
        "custom-loss/column-squeezed.py": ROUNDING,
        "hessian-vector/largest.py": LINALG,
        "hessian-vector/solve.py": LINALG,
        "loss-reduction-none/ctc.py": CTC,
        "reduce/learning-rate-plot.py": "its loss grows beyond what float16 can hold",
        "reduce/learning-rate.py": "its loss grows beyond what float16 can hold",
        "is-it-right/saturated.py": "binary_cross_entropy's smallest number is 0 in float16",
        "sum-or-mean/adam-limits.py": "eps is 0 in float16",
        "sum-or-mean/adam.py": ROUNDING,
        "torch-func/table.py": "prints the name of its precision in a message",
    },
    "one row": {
        "explain/state.py": "its rows are time steps",
        "graph-errors/no-second.py": "pdist needs a pair",
        "graph-errors/summed.py": SUBJECT,
        "in-place/buffers-apart.py": NORMALISED,
        "in-place/buffers.py": NORMALISED,
        "in-place/rows.py": SUBJECT,
        "pinn/forces-cut.py": "an angle needs three atoms",
        "pinn/forces.py": "an angle needs three atoms",
        "second-step/running-total.py": SUBJECT,
        "is-it-right/ranks-fixed.py": "a row for each of two processes",
        "is-it-right/ranks.py": "a row for each of two processes",
        "is-it-right/overfit.py": SUBJECT,
        "is-it-right/accumulate.py": SUBJECT,
        "accumulation/batchnorm.py": NORMALISED,
        "accumulation/cleared-fixed.py": SUBJECT,
        "accumulation/cleared.py": SUBJECT,
        "accumulation/skipped.py": SUBJECT,
        "accumulation/total.py": SUBJECT,
        "independent/apart.py": NORMALISED,
        "mixed-precision/unscaled-twice.py": SUBJECT,
        "argument-errors/second-seed-shapes.py": WRITTEN_OUT,
        "argument-errors/second-seed.py": WRITTEN_OUT,
        "find-the-vector/batch-of-one.py": WRITTEN_OUT,
        "find-the-vector/graph.py": SUBJECT,
        "find-the-vector/layers.py": "the strides of one row are those of another layout",
        "full-jacobian/rows-batchnorm.py": NORMALISED,
        "in-place/in-place-step-fixed.py": WRITTEN_OUT,
        "in-place/in-place-step.py": WRITTEN_OUT,
        "graph-errors/invalid-gradient.py": SUBJECT,
        "second-step/second-time-state.py": SUBJECT,
        "second-backward/second-time.py": SUBJECT,
        "loss-reduction-none/ctc.py": "its rows are time steps",
        "multi-gpu/ddp-global.py": WRITTEN_OUT,
        "multi-gpu/ddp.py": WRITTEN_OUT,
        "ddp/fsdp.py": "a row for each of two processes",
        "ddp/gathered-fixed.py": "a row for each of two processes",
        "ddp/gathered.py": "a row for each of two processes",
        "ddp/module-wrapped.py": "a row for each of two processes",
        "ddp/module.py": "a row for each of two processes",
        "ddp/reduced-loss-fixed.py": "a row for each of two processes",
        "ddp/reduced-loss.py": "a row for each of two processes",
        "ddp/unkept.py": "a row for each of two processes",
        "multi-gpu/scatter-expand.py": SUBJECT,
        "multi-gpu/scatter.py": SUBJECT,
        "odd-batch/ddp-join.py": WRITTEN_OUT,
        "odd-batch/ddp.py": "a row for each of two processes",
        "odd-batch/one-number.py": "runs a batch for each of its rows",
        "per-sample-gradients/company.py": NORMALISED,
        "per-sample-gradients/dropout.py": SUBJECT,
        "pinn/batchnorm.py": NORMALISED,
        "pinn/ddp.py": "a row for each of two processes",
        "reduce/half-precision.py": SUBJECT,
        "reduce/masked-log.py": SUBJECT,
        "rule/complex-vector.py": SUBJECT,
        "rule/graph-intact.py": SUBJECT,
        "several-losses/batched.py": WRITTEN_OUT,
        "several-losses/concat.py": WRITTEN_OUT,
        "several-losses/ddp-find-unused.py": "a row for each of two processes",
        "several-losses/ddp-unused.py": "a row for each of two processes",
        "several-losses/gradient.py": WRITTEN_OUT,
        "several-losses/means.py": WRITTEN_OUT,
        "several-losses/zero-times-inf.py": SUBJECT,
        "several-losses/zero-times-weights.py": SUBJECT,
        "tempting-non-fixes/batch-of-one.py": WRITTEN_OUT,
        "tempting-non-fixes/item.py": SUBJECT,
        "tempting-non-fixes/last-batch.py": "its last batch has one row",
        "tempting-non-fixes/ones-one.py": SUBJECT,
        "tempting-non-fixes/swallow.py": SUBJECT,
        "torch-func-errors/v-size-fixed.py": SUBJECT,
        "torch-func-errors/v-size.py": SUBJECT,
        "torch-func/squeeze-batch.py": SUBJECT,
        "type-errors/bool-vector-fixed.py": SUBJECT,
        "vector-backward/vjp.py": WRITTEN_OUT,
        "why/jacobian.py": WRITTEN_OUT,
        "why/vectors.py": WRITTEN_OUT,
    },
    "one more": {
        "in-place/caller-fixed.py": WRITTEN_OUT,
        "in-place/caller-silent.py": WRITTEN_OUT,
        "in-place/caller.py": WRITTEN_OUT,
        "accumulation/batchnorm.py": NORMALISED,
        "accumulation/last-window.py": SUBJECT,
        "argument-errors/second-seed-shapes.py": WRITTEN_OUT,
        "argument-errors/second-seed.py": WRITTEN_OUT,
        "find-the-vector/batch-of-one.py": WRITTEN_OUT,
        "in-place/in-place-step-fixed.py": WRITTEN_OUT,
        "in-place/in-place-step.py": WRITTEN_OUT,
        "multi-gpu/ddp-global.py": WRITTEN_OUT,
        "multi-gpu/ddp.py": WRITTEN_OUT,
        "multi-gpu/hard-coded.py": WRITTEN_OUT,
        "odd-batch/ddp-join.py": WRITTEN_OUT,
        "odd-batch/one-number.py": "runs a batch for each of its rows",
        "partial-reduction/batchmean.py": WRITTEN_OUT,
        "partial-reduction/per-example.py": WRITTEN_OUT,
        "partial-reduction/two-terms.py": "that there are as many rows as channels is its subject",
        "policy-gradient/continuous.py": WRITTEN_OUT,
        "several-losses/batched.py": WRITTEN_OUT,
        "several-losses/concat.py": WRITTEN_OUT,
        "several-losses/gradient.py": WRITTEN_OUT,
        "several-losses/means.py": WRITTEN_OUT,
        "several-losses/weights.py": WRITTEN_OUT,
        "tempting-non-fixes/batch-of-one.py": WRITTEN_OUT,
        "tempting-non-fixes/last-batch.py": "its last batch has one row",
        "weighted-loss/two-dimensional.py": WRITTEN_OUT,
        "why/jacobian.py": WRITTEN_OUT,
        "why/vectors.py": WRITTEN_OUT,
    },
}


@pytest.mark.parametrize("snippet", all_snippets())
def test_a_program_keeps_its_statement_in_each_variation(snippet):
    source = (SNIPPETS / snippet).read_text("utf-8")
    problems = []
    for variation in VARIATIONS:
        found = departure(source, PurePath(snippet).name, run_snippet(snippet).transcript, variation)
        if bool(found) != (snippet in EXEMPT[variation]):
            problems.append(f"snippets/{snippet}, {variation}: {found or 'it needs no exemption'}")
    fail_with(problems)


@pytest.mark.parametrize("variation", VARIATIONS)
def test_every_exemption_is_of_a_snippet(variation):
    assert set(EXEMPT[variation]) <= set(all_snippets())


def test_most_programs_have_a_batch():
    sources = [(SNIPPETS / snippet).read_text("utf-8") for snippet in all_snippets()]
    assert sum(any(with_batch_of(source)) for source in sources) > len(sources) / 2


LOSS = """
x = torch.tensor([[1.0], [2.0], [3.0]], requires_grad=True)
y = torch.zeros(3, 1)
print(x.shape)
(x - y).square().{}.backward(){}
print(x.grad, {})
"""
REFUSED = """
x = torch.zeros(2, requires_grad=True)
x.backward()  # RuntimeError: grad can be implicitly created only for scalar outputs
"""
MISMATCH = (
    "  # RuntimeError: The size of tensor a (2) must match the size of tensor b ({}) at non-singleton dimension {}\n"
)


@pytest.mark.parametrize(
    ("program", "variation", "found"),
    [
        (LOSS.format("sum()", "", "True"), "float16", ""),
        (LOSS.format("sum()", "", "True"), "one row", ""),
        (LOSS.format("sum()", "", "True"), "one more", ""),
        (LOSS.format("sum()", "", "torch.tensor(257.0).item() == 257"), "bfloat16", "torch.bfloat16 prints"),
        (LOSS.format("sum()", "", "1 / torch.tensor(3.0) - 0.3333333 < 1e-6"), "float64", ""),
        (LOSS.format("sum()", "", "(torch.tensor(2.0) ** 17).item()"), "float16", "torch.float16 prints"),
        (LOSS.format("sum()", "", "x.numpy(force=True).sum()"), "bfloat16", "got      TypeError"),
        (LOSS.format("sum()", "", "len(x) == 3"), "one more", "expected the words"),
        (LOSS.format("sum()", "", "x[1].item()"), "one row", "got      IndexError"),
        (LOSS.format("mean(0)", "", "None"), "one row", ""),
        (REFUSED, "one row", ""),
        (REFUSED, "one more", ""),
        ("x = torch.zeros(2)\n(x + torch.zeros(2, 3)).sum()" + MISMATCH.format(3, 1), "one more", "got      none"),
        ("x = torch.zeros(2)\nif len(x) < 3:\n    x + torch.zeros(4)" + MISMATCH.format(4, 0) + "x + torch.zeros(5)\n",
         "one more", "(line 5)"),
    ],
)  # fmt: skip
def test_a_departure_is_found(program, variation, found):
    source = "import torch\n" + program
    transcript, error = run(source, "program.py")
    assert error == str(promised(source.encode()).raises or "")
    said = departure(source, "program.py", transcript, variation)
    assert found in said
    assert bool(said) is bool(found)


@pytest.mark.parametrize(
    ("text", "one", "more"),
    [
        ("torch.tensor([1.0, 2.0])", "torch.tensor([1.0])", "torch.tensor([1.0, 2.0, 1.0])"),
        ("torch.tensor(\n    [\n        [1],\n        [2],\n    ]\n)", "torch.tensor(\n    [[1]]\n)",
         "torch.tensor(\n    [[1], [2], [1]]\n)"),
        ("torch.randn(2, 3) @ torch.zeros(3)", "torch.randn(1, 3) @ torch.zeros(3)",
         "torch.randn(3, 3) @ torch.zeros(3)"),
        ("torch.randint(5, (2, 1)) + torch.eye(2)", "torch.randint(5, (1, 1)) + torch.eye(1)",
         "torch.randint(5, (3, 1)) + torch.eye(3)"),
        ("torch.tensor(2.0)", None, None),
        ("torch.ones(1)", None, None),
    ],
)  # fmt: skip
def test_a_batch_gets_another_size(text, one, more):
    assert next(with_batch_of(f"x = {text}\n", 1), None) == (one and f"x = {one}\n")
    assert next(with_batch_of(f"x = {text}\n"), None) == (more and f"x = {more}\n")


def test_a_parameter_is_read_as_part_of_the_batch_or_not():
    source = "w = torch.zeros(2)\nx = torch.zeros(2, 2)\n"
    assert list(with_batch_of(source, 1)) == [
        "w = torch.zeros(2)\nx = torch.zeros(1, 2)\n",
        "w = torch.zeros(1)\nx = torch.zeros(1, 2)\n",
    ]
