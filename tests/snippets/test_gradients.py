"""The gradients that the snippets print are right: by finite differences, and two examples by formulas."""

from __future__ import annotations

import ast
import re
from pathlib import PurePath
from textwrap import dedent

import pytest
from finite_differences import Report, examine
from precision import difference

from programs import run_snippet
from project import SNIPPETS, all_snippets
from running.promises import promised

DERIVATIVES = {"backward", "grad", "grad_and_value", "jacobian", "jacrev", "jacfwd", "hessian", "vjp", "jvp"}
# Snippets whose derivatives finite differences cannot confirm, and why. An entry that they do confirm fails.
EXEMPT = {
    "graph-errors/ignores.py": "shows a backward that is wrong",
    "graph-errors/once-silent.py": "shows a derivative of which a part is missing",
    "graph-errors/summed.py": "shows a backward that is wrong",
    "leaf-in-place/bias-no-grad.py": "writes through a view under no_grad(), where the harness writes too",
    "in-place/embedding-fixed.py": "max_norm shortens rows outside the graph, which the differences see",
    "in-place/masked-data.py": "shows a derivative that is wrong",
    "accumulation/batchnorm.py": "BatchNorm's statistics change with each forward pass",
    "second-backward/adversarial-retain.py": "shows a derivative that is wrong",
    "mixed-precision/half-weights.py": "computes in half precision, which is its subject",
    "mixed-precision/loss-dtype.py": "computes in half precision, which is its subject",
    "mixed-precision/mean.py": "computes in half precision, which is its subject",
    "mixed-precision/penalty.py": "computes in half precision, which is its subject",
    "mixed-precision/penalty-underflows.py": "computes in half precision, which is its subject",
    "autograd-grad/unused-allowed.py": "shows inputs that the output does not depend on",
    "checkpoint-errors/create-graph.py": "reentrant checkpointing starts a backward pass inside another",
    "checkpoint-errors/ddp.py": "differentiates in two child processes, out of sight",
    "checkpoint-errors/ddp-fixed.py": "differentiates in two child processes, out of sight",
    "checkpoint-errors/ddp-shared.py": "differentiates in two child processes, out of sight",
    "checkpoint-errors/ddp-shared-fixed.py": "differentiates in two child processes, out of sight",
    "complex-loss/second-derivative.py": "shows a second derivative that is wrong",
    "ddp/adaptive-grad.py": "differentiates in two child processes, out of sight",
    "ddp/adaptive.py": "differentiates in two child processes, out of sight",
    "ddp/flat-parameter.py": "differentiates in two child processes, out of sight",
    "ddp/fsdp.py": "differentiates in two child processes, out of sight",
    "ddp/gathered-fixed.py": "differentiates in two child processes, out of sight",
    "ddp/gathered.py": "differentiates in two child processes, out of sight",
    "ddp/learning-rate.py": "differentiates in its child processes, out of sight",
    "ddp/module-wrapped.py": "differentiates in two child processes, out of sight",
    "ddp/module.py": "differentiates in two child processes, out of sight",
    "ddp/no-sync-late.py": "differentiates in two child processes, out of sight",
    "ddp/no-sync.py": "differentiates in two child processes, out of sight",
    "ddp/outputs.py": "differentiates in its child process, out of sight",
    "ddp/reduced-loss-fixed.py": "differentiates in two child processes, out of sight",
    "ddp/reduced-loss.py": "differentiates in two child processes, out of sight",
    "ddp/unkept.py": "differentiates in two child processes, out of sight",
    "find-the-vector/graph.py": "prints the line of its caller, which is the harness here",
    "full-jacobian/cost.py": "counts operations, and the harness adds some",
    "full-jacobian/per-sample-cost.py": "counts operations, and the harness adds some",
    "gradient-argument/none.py": "shows a seed of None, of an output that nothing depends on",
    "gradient-penalty/root-of-zero.py": "shows a derivative that is nan",
    "no-grad-fn/no-grad-fn-silenced.py": "its loss has no graph, which is its subject",
    "not-used/none.py": "shows an input that the output does not depend on",
    "second-backward/callers.py": "replaces torch.autograd.backward, and prints who calls it",
    "in-place/fused.py": "differentiates the outputs of weights that have changed since",
    "second-step/second-time-retain.py": "differentiates the outputs of weights that have changed since",
    "multi-gpu/ddp-global.py": "differentiates in two child processes, out of sight",
    "multi-gpu/ddp.py": "differentiates in two child processes, out of sight",
    "grad-mode/inference-mode.py": "finite differences cannot be taken of inference tensors, its subject",
    "odd-batch/ddp-constant.py": "differentiates in two child processes, out of sight",
    "odd-batch/ddp-join.py": "differentiates in two child processes, out of sight",
    "odd-batch/ddp-skipped.py": "differentiates in two child processes, out of sight",
    "odd-batch/ddp.py": "differentiates in two child processes, out of sight",
    "old-code/variable-loss.py": "Variable cuts the graph, which the differences do not see",
    "per-sample-gradients/dropout.py": "drops other elements at each call",
    "policy-gradient/sampling.py": "shows the gradient of torch.normal, in whose place the harness draws",
    "policy-gradient/sampling-discrete.py": "shows estimates of a derivative",
    "per-sample-gradients/expanded-weights.py": "its gradients are attributes, out of sight",
    "pinn/ddp.py": "differentiates in two child processes, out of sight",
    "reduce/half-precision-mean.py": "its inputs are float16",
    "reduce/masked-log.py": "shows a derivative that is nan",
    "rule/empty-reduced.py": "differences of nan, the mean of no elements, are nan; autograd gives zeros",
    "several-losses/ddp-find-unused.py": "differentiates in two child processes, out of sight",
    "several-losses/ddp-one-backward.py": "differentiates in two child processes, out of sight",
    "several-losses/ddp-two-backwards.py": "differentiates in two child processes, out of sight",
    "several-losses/ddp-unused.py": "differentiates in two child processes, out of sight",
    "several-losses/which-parameter.py": "differentiates in a child process, out of sight",
    "is-it-right/ranks-fixed.py": "differentiates in two child processes, out of sight",
    "is-it-right/ranks.py": "differentiates in two child processes, out of sight",
    "is-it-right/differences.py": "takes differences itself, and overwrites its weights",
    "is-it-right/differences-fixed.py": "takes differences itself, and overwrites its weights",
    "is-it-right/incoming.py": "shows a backward that is wrong",
    "is-it-right/leaf.py": "shows a copy that does not follow its source",
    "second-step/cache-offset.py": "shows a cached value that does not follow its source",
    "torch-func-errors/requires-grad-fixed.py": "differentiates inside vmap, out of sight",
    "torch-func/autograd-inside.py": "shows a derivative that torch.func makes zero, and the harness has none",
    "weighted-loss/focal-certain.py": "shows a derivative that is nan",
}


def problem(source: str, transcript: str, report: Report) -> str:
    """What is wrong with a program's derivatives, or with the comparison itself; empty if nothing is."""
    promise = promised(source.encode()).raises
    if promise is None and report.raised:
        return f"it raises in float64: {report.raised!r}"
    if promise and not (report.raised and type(report.raised).__name__ in promise.error):
        return f"it raises {report.raised!r} in float64, not {promise.error}"
    if report.wrong or report.skipped:
        return "\n".join([*report.wrong, f"inputs out of reach: {report.skipped}"])
    called = {name for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call) for name in names(node.func)}
    if promise is None and called & DERIVATIVES and not report.compared + report.refused:
        return f"it calls {', '.join(called & DERIVATIVES)}, but no derivative was seen"
    return difference(transcript, report.printed)


def names(function: ast.expr) -> set[str]:
    return {function.attr} if isinstance(function, ast.Attribute) else {getattr(function, "id", "")}


@pytest.mark.parametrize("snippet", all_snippets())
def test_finite_differences_confirm_a_snippet(snippet):
    source = (SNIPPETS / snippet).read_text("utf-8")
    found = problem(source, run_snippet(snippet).transcript, examine(source, PurePath(snippet).name))
    if snippet in EXEMPT:
        assert found, "it needs no exemption"
    else:
        assert not found, found


def test_every_exemption_is_of_a_snippet():
    assert set(EXEMPT) <= set(all_snippets())


# Programs that test the harness: what it must find right, with the number of comparisons.
RIGHT = {
    "a seed that is not ones": (
        """
        x = torch.tensor([1.0, 2.0, 3.0], requires_grad=True)
        (x**3).backward(gradient=torch.tensor([1.0, -10.0, 0.5]))
        """,
        1,
    ),
    "the same graph twice, gradients added up": (
        """
        x = torch.tensor([1.0, 2.0], requires_grad=True)
        y = x.exp() * x
        for seed in torch.eye(2):
            y.backward(gradient=seed, retain_graph=True)
        print(x.grad)
        """,
        2,
    ),
    "a model with random parameters, trained": (
        """
        torch.manual_seed(0)
        model = torch.nn.Sequential(torch.nn.Linear(3, 4), torch.nn.Tanh(), torch.nn.Linear(4, 1))
        optimizer = torch.optim.Adam(model.parameters(), lr=0.1)
        inputs = torch.randn(8, 3)
        for step in range(3):
            optimizer.zero_grad()
            loss = model(inputs).square().mean()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            print(loss.item())
        """,
        3,
    ),
    "an update written out": (
        """
        w = torch.tensor([1.0, 2.0], requires_grad=True)
        for _ in range(3):
            (w**4).sum().backward()
            with torch.no_grad():
                w -= 0.01 * w.grad
                w.grad.zero_()
        """,
        3,
    ),
    "a second derivative, through the first": (
        """
        x = torch.tensor([1.0, 2.0], requires_grad=True)
        (slope,) = torch.autograd.grad((x**4).sum(), x, create_graph=True)
        penalty = (slope.norm() - 1) ** 2
        penalty.backward()
        """,
        2,
    ),
    "a part detached": (
        """
        x = torch.tensor([1.0, 2.0], requires_grad=True)
        (x.detach() * x * float(x.sum())).sum().backward()
        print(x.grad)
        """,
        1,
    ),
    "inputs that are no leaves": (
        """
        x = torch.tensor([1.0, 2.0], requires_grad=True)
        h = x * x
        y = h.sin().sum()
        print(torch.autograd.grad(y, [h, x]))
        """,
        1,
    ),
    "a batch of seeds": (
        """
        x = torch.tensor([1.0, 2.0], requires_grad=True)
        print(torch.autograd.grad(x.cumprod(0), x, torch.eye(2), is_grads_batched=True))
        """,
        1,
    ),
    "complex numbers": (
        """
        z = torch.tensor([1.0 + 2.0j, -0.5j], requires_grad=True)
        (z**3).backward(gradient=torch.tensor([1.0j, 2.0 - 1.0j]))
        """,
        1,
    ),
    "a refusal that is caught": (
        """
        x = torch.ones(2, requires_grad=True)
        try:
            (x * x).backward()
        except RuntimeError:
            (x * x).sum().backward()
        """,
        1,
    ),
    "transforms of functions": (
        """
        from torch.func import grad, grad_and_value, hessian, jacfwd, jacrev, jvp, vjp, vmap
        def f(x, w):
            return (x * w).sin() * w.sum()
        def loss(x, w):
            return f(x, w).sum()
        x, w = torch.tensor([1.0, 2.0]), torch.tensor([0.5, -1.0])
        print(grad(loss)(x, w), grad_and_value(loss, argnums=(0, 1))(x, w))
        print(jacrev(f)(x, w), jacfwd(f, argnums=1)(x, w), hessian(loss)(x, w))
        print(vmap(grad(loss), in_dims=(0, None))(torch.stack([x, w]), w))
        output, pull = vjp(f, x, w)
        print(pull(torch.tensor([1.0, 3.0])))
        print(jvp(f, (x, w), (w, x)))
        print(torch.autograd.functional.jacobian(f, (x, w)))
        print(torch.autograd.functional.hessian(lambda x: loss(x, w), x))
        """,
        11,
    ),
}
WRONG_FUNCTION = """
class Wrong(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return x * x
    @staticmethod
    def backward(ctx, g):
        (x,) = ctx.saved_tensors
        return g * x * 2.001
x = torch.tensor([1.0, 2.0], requires_grad=True)
"""
WRONG_TRANSFORM = """
class Wrong(torch.autograd.Function):
    generate_vmap_rule = True
    @staticmethod
    def forward(x):
        return x * x
    @staticmethod
    def setup_context(ctx, inputs, output):
        ctx.save_for_backward(*inputs)
    @staticmethod
    def backward(ctx, g):
        (x,) = ctx.saved_tensors
        return g * x * 2.001
x = torch.tensor([1.0, 2.0])
"""
WRONG = {
    "backward": WRONG_FUNCTION + "Wrong.apply(x).sum().backward()",
    "backward with a seed": WRONG_FUNCTION + "Wrong.apply(x).backward(torch.tensor([1.0, 0.0]))",
    "torch.autograd.grad": WRONG_FUNCTION + "print(torch.autograd.grad(Wrong.apply(x).sum(), x))",
    "a hook": WRONG_FUNCTION + "x.register_hook(lambda g: g * 1.001)\n(x * x).sum().backward()",
    "a late one of many steps": WRONG_FUNCTION
    + "for k in range(30):\n    x.grad = None\n    y = x * x if k < 20 else Wrong.apply(x)\n    y.sum().backward()",
    "the second derivative": WRONG_FUNCTION
    + "(g,) = torch.autograd.grad((x**3).sum(), x, create_graph=True)\nWrong.apply(g).sum().backward()",
    "a model's parameter": WRONG_FUNCTION
    + "model = torch.nn.Linear(2, 1)\n(Wrong.apply(model.weight) @ torch.ones(2)).sum().backward()",
    "torch.func.grad": WRONG_TRANSFORM + "torch.func.grad(lambda x: Wrong.apply(x).sum())(x)",
    "torch.func.jacrev": WRONG_TRANSFORM + "torch.func.jacrev(Wrong.apply)(x)",
    "torch.func.vjp": WRONG_TRANSFORM + "torch.func.vjp(Wrong.apply, x)[1](x)",
    "torch.func.vmap": WRONG_TRANSFORM + "torch.func.vmap(torch.func.grad(Wrong.apply))(x)",
    "functional.hessian": WRONG_TRANSFORM
    + "torch.autograd.functional.hessian(lambda x: (Wrong.apply(x) * x).sum(), x)",
    "functional.jacobian": WRONG_TRANSFORM + "torch.autograd.functional.jacobian(Wrong.apply, x)",
}


@pytest.mark.parametrize(("program", "comparisons"), RIGHT.values(), ids=list(RIGHT))
def test_a_right_program_is_found_right(program, comparisons):
    report = examine("import torch\n" + dedent(program))
    assert (report.raised, report.wrong, report.skipped) == (None, [], 0)
    assert report.compared == comparisons


@pytest.mark.parametrize("program", WRONG.values(), ids=list(WRONG))
def test_a_wrong_derivative_is_found(program):
    report = examine("import torch\n" + program)
    assert report.raised is None
    assert report.wrong


def test_a_derivative_by_what_no_torch_call_used_is_counted():
    report = examine("import torch\nx = torch.ones(2, requires_grad=True)\nprint(torch.autograd.grad(x.sum(), x))\n")
    assert (report.compared, report.skipped) == (1, 0)
    report = examine("import torch\nx = torch.ones(2, requires_grad=True, dtype=torch.half)\nx.sum().backward()\n")
    assert (report.compared, report.skipped) == (0, 1)


GRADIENT = "import torch\nx = torch.ones(2, requires_grad=True)\n(x * 3).sum().backward()\nprint(x.grad)\n"
UNSEEN = "import torch\ndef never():\n    torch.ones(2).backward()\nprint(1)\n"
PROMISE = "import torch\nprint(1)\ntorch.ones(2).sum()  # RuntimeError: no\n"


@pytest.mark.parametrize(
    ("program", "transcript", "found"),
    [
        (GRADIENT, "tensor([3., 3.])\n", ""),
        (GRADIENT, "tensor([3., 4.])\n", "float32 prints"),
        (
            GRADIENT + "x.register_hook(lambda g: g * 2)\n(x * x).sum().backward()",
            "tensor([3., 3.])\n",
            "autograd says",
        ),
        (GRADIENT + "x.half().cos().sum().backward()", "", "autograd says"),
        (GRADIENT + "h = x.detach().half().requires_grad_()\nh.sum().backward()", "", "out of reach: 1"),
        (GRADIENT + "1 / 0", "tensor([3., 3.])\n", "it raises in float64"),
        (UNSEEN, "1\n", "no derivative was seen"),
        (PROMISE, "1\n", "it raises None"),
    ],
)
def test_what_is_wrong_with_a_program_is_said(program, transcript, found):
    said = problem(program, transcript, examine(program))
    assert found in said
    assert bool(said) is bool(found)


@pytest.mark.parametrize(
    ("single", "double", "same"),
    [
        ("tensor([1.0000, 0.3333])", "tensor([1.0000, 0.3334])", True),
        ("tensor([1.0000, 0.3333])", "tensor([1.0000, 0.3433])", False),
        ("tensor([ 1., 40.])\n", "tensor([1.,    40.], dtype=torch.float64)\n", True),
        ("torch.float32 torch.complex64", "torch.float64 torch.complex128", True),
        ("0.30000001192092896", "0.3", True),
        ("x.py:3: UserWarning: slow\n  y()\n2.", "2.", True),
        ("tensor([1., 2.])", "tensor([1.])", False),
        ("tensor([1.])", "tensor([1.], grad_fn=<AddBackward0>)", False),
        ("nan", "nan", True),
        ("nan", "0.0", False),
        ("inf", "-inf", False),
        ("1.", "", False),
    ],
)
def test_transcripts_agree_but_for_rounding(single, double, same):
    assert (difference(single, double) == "") is same


# A = x * y elementwise: the seed v gives dx = v * y and dy = v * x.
X, Y = [5.0, 5.0], [8.0, 8.0]


def product_gradients(seed):
    return [[v * y for v, y in zip(seed, Y, strict=True)], [v * x for v, x in zip(seed, X, strict=True)]]


# z = 2 y + 2 p * p with y = x * x: the seed v gives dx = (sum of v) * 2 * 2 x and dp = v * 4 p.
def chain_gradients(seed):
    return [sum(map(sum, seed)) * 2 * 2 * 3.0, [[v * 4 * 1.0 for v in row] for row in seed]]


WORKED = {
    "vector-backward/ones.py": product_gradients([1.0, 1.0]),
    "vector-backward/sum.py": product_gradients([1.0, 1.0]),
    "vector-backward/mean.py": product_gradients([1 / 2, 1 / 2]),
    "why/ones.py": chain_gradients([[1.0, 1.0], [1.0, 1.0]]),
    "why/sum.py": chain_gradients([[1.0, 1.0], [1.0, 1.0]]),
    "why/mean.py": chain_gradients([[1 / 4, 1 / 4], [1 / 4, 1 / 4]]),
    "why/one-element.py": chain_gradients([[1.0, 0.0], [0.0, 0.0]]),
}
OUTPUTS = {
    "vector-backward/error.py": [x * y for x, y in zip(X, Y, strict=True)],
    "why/error.py": [[2 * 3.0 * 3.0 + 2 * 1.0 * 1.0] * 2] * 2,
}


def tensors(transcript: str) -> list:
    """The numbers of each ``tensor(…)`` in a transcript."""
    return [ast.literal_eval(text) for text in re.findall(r"tensor\(([-\d.e+\[\],\s]*[\d.\]])", transcript)]


@pytest.mark.parametrize("snippet", WORKED)
def test_a_worked_example_prints_the_gradients_of_its_formula(snippet):
    assert tensors(run_snippet(snippet).transcript)[-2:] == WORKED[snippet]


@pytest.mark.parametrize("snippet", OUTPUTS)
def test_a_worked_example_prints_the_output_of_its_formula(snippet):
    assert tensors(run_snippet(snippet).transcript) == [OUTPUTS[snippet]]


def test_the_formulas_give_the_numbers_that_the_pages_name():
    assert product_gradients([1.0, 1.0]) == [[8.0, 8.0], [5.0, 5.0]]
    assert product_gradients([0.5, 0.5]) == [[4.0, 4.0], [2.5, 2.5]]
    assert chain_gradients([[1.0, 1.0], [1.0, 1.0]]) == [48.0, [[4.0, 4.0], [4.0, 4.0]]]
    assert chain_gradients([[0.25, 0.25], [0.25, 0.25]]) == [12.0, [[1.0, 1.0], [1.0, 1.0]]]
    assert chain_gradients([[1.0, 0.0], [0.0, 0.0]]) == [12.0, [[4.0, 0.0], [0.0, 0.0]]]
