"""HW5 - MAML on sinusoid regression."""
from dataclasses import dataclass, field
from typing import Dict, List
import math

import torch
import torch.nn.functional as F
from torch import Tensor


@dataclass
class MAMLConfig:
    meta_batch: int = 5
    k_shot: int = 10
    inner_lr: float = 0.01
    inner_steps: int = 2
    meta_lr: float = 1e-3
    iterations: int = 15
    hidden: List[int] = field(default_factory=lambda: [20, 20])


def init_params(cfg: MAMLConfig) -> Dict[str, Tensor]:
    sizes = [1] + cfg.hidden + [1]
    params = {}
    for i, (m, n) in enumerate(zip(sizes[:-1], sizes[1:])):
        params[f"w{i}"] = (torch.randn(n, m) * math.sqrt(2 / m)).requires_grad_()
        params[f"b{i}"] = torch.zeros(n, requires_grad=True)
    return params


def forward(params: Dict[str, Tensor], x: Tensor) -> Tensor:
    depth = len(params) // 2
    for i in range(depth):
        x = F.linear(x, params[f"w{i}"], params[f"b{i}"])
        if i < depth - 1:
            x = F.relu(x)
    return x


def sample_task():
    amp, phase = 0.1 + 4.9 * torch.rand(1), math.pi * torch.rand(1)
    def draw(k):
        x = 10 * torch.rand(k, 1) - 5
        return x, amp * torch.sin(x - phase)
    return draw


class MAML:
    def __init__(self, cfg: MAMLConfig):
        self.cfg = cfg
        self.params = init_params(cfg)
        self.opt = torch.optim.Adam(self.params.values(), lr=cfg.meta_lr)

    def adapt(self, x, y):
        fast = dict(self.params)
        for _ in range(self.cfg.inner_steps):
            inner = F.mse_loss(forward(fast, x), y)
            grads = torch.autograd.grad(inner, list(fast.values()), create_graph=True)
            fast = {k: p - self.cfg.inner_lr * g for (k, p), g in zip(fast.items(), grads)}
        return fast

    def outer_step(self, tasks) -> Tensor:
        query_losses = []
        for draw in tasks:
            fast = self.adapt(*draw(self.cfg.k_shot))
            xq, yq = draw(self.cfg.k_shot)
            query_losses.append(F.mse_loss(forward(fast, xq), yq))
        return torch.stack(query_losses)

    def train(self):
        for it in range(self.cfg.iterations):
            tasks = [sample_task() for _ in range(self.cfg.meta_batch)]
            self.opt.zero_grad()
            meta_loss = self.outer_step(tasks)
            meta_loss.backward()
            self.opt.step()
            if it % 5 == 0:
                print(f"iteration {it:3d} | post-adaptation query loss {meta_loss.mean().item():.3f}")


if __name__ == "__main__":
    torch.manual_seed(7)
    MAML(MAMLConfig()).train()
