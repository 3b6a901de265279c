"""MAML over sine tasks, where the initial weights come from a hypernetwork
conditioned on a learned task-family code."""
import collections
import math
import random

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F

SHAPES = collections.OrderedDict([
    ("w1", (10, 1)), ("b1", (10,)),
    ("w2", (10, 10)), ("b2", (10,)),
    ("w3", (1, 10)), ("b3", (1,)),
    ("log_tau", (1,)),
])


class HyperNetwork(nn.Module):
    def __init__(self, n_codes=2, code_dim=4, hidden=16):
        super().__init__()
        self.codes = nn.Embedding(n_codes, code_dim)
        self.trunk = nn.Sequential(nn.Linear(code_dim, hidden), nn.ReLU())
        self.heads = nn.ModuleDict({k: nn.Linear(hidden, math.prod(s)) for k, s in SHAPES.items()})

    def forward(self, family):
        h = self.trunk(self.codes(family))
        return {k: self.heads[k](h).view(s) for k, s in SHAPES.items()}


def target_net(x, w):
    x = torch.tanh(F.linear(x, w["w1"], w["b1"]))
    x = torch.tanh(F.linear(x, w["w2"], w["b2"]))
    return F.linear(x, w["w3"], w["b3"])


def task_loss(x, y, w, learn_temperature=False):
    err = (target_net(x, w) - y).pow(2)
    if learn_temperature:
        return (err * torch.exp(-w["log_tau"]) + w["log_tau"]).mean()
    return err.mean()


def sample_task(family):
    amp, phase = random.uniform(0.5, 2.0), random.uniform(0, math.pi)
    f = np.sin if family == 0 else np.cos
    def draw(n):
        x = np.random.uniform(-3, 3, (n, 1))
        return torch.tensor(x).float(), torch.tensor(amp * f(x + phase)).float()
    return draw


class MetaLearner:
    def __init__(self, inner_lr=0.05, inner_steps=2, meta_batch=3):
        self.hyper = HyperNetwork()
        self.opt = torch.optim.Adam(self.hyper.parameters(), lr=1e-3)
        self.inner_lr, self.inner_steps, self.meta_batch = inner_lr, inner_steps, meta_batch

    def adapt(self, w, x, y):
        for _ in range(self.inner_steps):
            support_loss = task_loss(x, y, w)
            grads = torch.autograd.grad(support_loss, list(w.values()), create_graph=True)
            w = {k: p - self.inner_lr * g for (k, p), g in zip(w.items(), grads)}
        return w

    def meta_step(self):
        query_losses = []
        for _ in range(self.meta_batch):
            family = random.randint(0, 1)
            draw = sample_task(family)
            fast = self.adapt(self.hyper(torch.tensor(family)), *draw(8))
            query_losses.append(task_loss(*draw(8), fast))
        meta_loss = torch.stack(query_losses).mean()
        self.opt.zero_grad()
        meta_loss.backward()
        self.opt.step()
        return meta_loss.item()


if __name__ == "__main__":
    random.seed(4)
    np.random.seed(4)
    torch.manual_seed(4)
    learner = MetaLearner()
    print("hyper params:", sum(p.numel() for p in learner.hyper.parameters()))
    for it in range(5):
        print(f"meta iter {it}: {learner.meta_step():.4f}")
