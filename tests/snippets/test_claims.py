"""What the pages say in text alone, because a reader has no use for the program: each claim, run."""

from __future__ import annotations

import pytest
import torch
from torch import nn
from torch.utils.flop_counter import FlopCounterMode


def test_a_sparse_tensor_of_one_element_is_refused():  # rule.md#one-element
    x = torch.tensor([[2.0]], requires_grad=True)
    with pytest.raises(RuntimeError, match="memory format option is only supported by strided tensors"):
        x.to_sparse().backward()


def test_no_element_of_an_infinite_score_is_zero_and_zero_times_it_is_not():  # odd-batch.md#fix
    scores = torch.tensor([torch.inf, 1.0], requires_grad=True)
    nothing = scores[:0].sum()
    nothing.backward()
    assert (nothing.item(), scores.grad.tolist()) == (0, [0, 0])
    assert (scores.sum() * 0.0).isnan()


def test_a_batched_call_computes_as_much_as_a_loop():  # several-losses.md#per-loss
    torch.manual_seed(0)
    linear, inputs = nn.Linear(16, 4, bias=False), torch.randn(8, 16)
    losses = linear(inputs).square().mean(dim=0)

    def operations(backward) -> int:
        with FlopCounterMode(display=False) as counter:
            backward()
        return counter.get_total_flops()

    def grad(outputs, seed, **options):
        torch.autograd.grad(outputs, linear.weight, seed, retain_graph=True, **options)

    one = operations(lambda: grad(losses.sum(), None))
    loop = operations(lambda: [grad(loss, None) for loss in losses])
    batched = operations(lambda: grad(losses, torch.eye(4), is_grads_batched=True))
    assert loop == batched == 4 * one > 0
