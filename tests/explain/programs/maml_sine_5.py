"""Few-shot sine regression with noisy (heteroscedastic) query labels."""
from __future__ import annotations

import math
from functools import partial
from typing import List, NamedTuple, Tuple

import torch
import torch.nn.functional as F
from torch import Tensor

K_SHOT = 5
INNER_STEPS = 2
INNER_LR = 0.01

# query points carry a confidence, so errors are kept per point
sq_err = partial(F.mse_loss, reduction="none")


class Task(NamedTuple):
    xs: Tensor
    ys: Tensor
    xq: Tensor
    yq: Tensor
    conf: Tensor


def sample_task(g: torch.Generator) -> Task:
    amp = 0.1 + 4.9 * torch.rand(1, generator=g)
    phase = math.pi * torch.rand(1, generator=g)
    x = 10 * torch.rand(2 * K_SHOT, 1, generator=g) - 5
    conf = 0.2 + 0.8 * torch.rand(K_SHOT, 1, generator=g)
    y = amp * torch.sin(x + phase)
    y[K_SHOT:] += 0.1 * torch.randn(K_SHOT, 1, generator=g) / conf
    return Task(x[:K_SHOT], y[:K_SHOT], x[K_SHOT:], y[K_SHOT:], conf)


def init_params(sizes: Tuple[int, ...] = (1, 40, 40, 1)) -> List[Tensor]:
    params: List[Tensor] = []
    for fan_in, fan_out in zip(sizes[:-1], sizes[1:]):
        w = torch.randn(fan_out, fan_in) * math.sqrt(2.0 / fan_in)
        params += [w.requires_grad_(), torch.zeros(fan_out).requires_grad_()]
    return params


def net(x: Tensor, params: List[Tensor]) -> Tensor:
    layers = list(zip(params[0::2], params[1::2]))
    for w, b in layers[:-1]:
        x = F.relu(F.linear(x, w, b))
    return F.linear(x, *layers[-1])


def adapt(params: List[Tensor], task: Task) -> List[Tensor]:
    fast = list(params)
    for _ in range(INNER_STEPS):
        inner = sq_err(net(task.xs, fast), task.ys)
        grads = torch.autograd.grad(inner, fast, create_graph=True)
        fast = [p - INNER_LR * g for p, g in zip(fast, grads)]
    return fast


def query_loss(fast: List[Tensor], task: Task) -> Tensor:
    err = sq_err(net(task.xq, fast), task.yq)
    return (task.conf * err).sum() / task.conf.sum()


def main() -> None:
    torch.manual_seed(7)
    g = torch.Generator().manual_seed(7)
    params = init_params()
    opt = torch.optim.Adam(params, lr=1e-3)
    for it in range(10):
        opt.zero_grad()
        meta = torch.zeros(())
        for _ in range(4):
            task = sample_task(g)
            meta = meta + query_loss(adapt(params, task), task) / 4
        meta.backward()
        opt.step()
        if it % 3 == 0:
            print(f"[{it:03d}] meta loss {meta.item():.4f}")


if __name__ == "__main__":
    main()
