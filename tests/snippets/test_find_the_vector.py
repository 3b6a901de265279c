"""What ``find-the-vector/graph.py`` names, for losses that its page does not print."""

from __future__ import annotations

import pytest
import torch
from torch import nn
from torch.utils.checkpoint import checkpoint

from project import SNIPPETS

LINEAR, ROWS = nn.Linear(3, 2), torch.ones(4, 3)


def walk():
    source = (SNIPPETS / "find-the-vector/graph.py").read_text("utf-8")
    names: dict = {}
    exec(source[: source.index("\n\ntorch.autograd.set_detect_anomaly")], names)
    return names["name_the_vector"]


def leaf_term():
    return LINEAR.weight.sum() + 0.1 * LINEAR.bias


def long_sum():
    loss = LINEAR(ROWS).mean(dim=1)
    for _ in range(3000):
        loss = loss + LINEAR.weight.sum()
    return loss


@pytest.mark.parametrize(
    ("loss", "expected"),
    [
        (lambda: LINEAR(ROWS).sum(dim=1).split([1, 3])[1] + 1, ["[3] SplitWithSizesBackward0"]),
        (lambda: LINEAR(ROWS) * LINEAR(ROWS), ["[4, 2] MulBackward0"]),
        (lambda: LINEAR(ROWS)[:, :1] - torch.zeros(4), ["[4, 4] SubBackward0"]),
        (lambda: LINEAR.weight.sum() + torch.ones(4), ["[4] AddBackward0"]),
        (lambda: LINEAR(ROWS).mean(dim=1) + LINEAR(ROWS).amax(dim=1), ["[4] MeanBackward1", "[4] AmaxBackward0"]),
        (
            lambda: checkpoint(LINEAR, ROWS.clone().requires_grad_(), use_reentrant=True) + 1,
            ["[4, 2] CheckpointFunctionBackward"],
        ),
        (
            lambda: torch.compile(lambda rows: LINEAR(rows).mean(dim=1), backend="aot_eager")(ROWS) + 1,
            ["[4] CompiledFunctionBackward"],
        ),
        (leaf_term, ["[2] MulBackward0"]),
        (long_sum, ["[4] MeanBackward1"]),
    ],
)
def test_it_names_what_made_the_vector(loss, expected, capsys):
    walk()(loss())
    assert [line for line in capsys.readouterr().out.splitlines() if line.startswith("[")] == expected
