#!/usr/bin/env python
"""SimCLR pre-training, tiny. Runs on one or several devices; with several the loss comes back as one value per replica."""
import sys
import torch
import torch.nn as nn
import torch.nn.functional as F


class Replicas(nn.Module):
    """stand-in for DataParallel on machines without GPUs"""
    def __init__(self, module, n):
        super().__init__()
        self.module, self.n = module, n

    def forward(self, *xs):
        parts = zip(*(x.chunk(self.n) for x in xs))
        return torch.stack([self.module(*p) for p in parts])


class SimCLR(nn.Module):
    def __init__(self, dim=16, temperature=0.2):
        super().__init__()
        self.f = nn.Sequential(nn.Linear(20, 32), nn.ReLU(), nn.Linear(32, dim))
        self.temperature = temperature

    def forward(self, x1, x2):
        z = F.normalize(torch.cat([self.f(x1), self.f(x2)]), dim=1)
        sim = z @ z.t() / self.temperature
        sim.fill_diagonal_(float("-inf"))
        n = len(x1)
        target = torch.cat([torch.arange(n) + n, torch.arange(n)])
        return F.cross_entropy(sim, target)


def backward(loss):
    try:
        loss.backward()
    except RuntimeError as e:
        if "scalar outputs" not in str(e):
            raise
        loss.mean().backward()


def augment(x):
    return x + 0.1 * torch.randn_like(x)


def main(n_replicas=2):
    torch.manual_seed(5)
    model = Replicas(SimCLR(), n_replicas)
    opt = torch.optim.SGD(model.parameters(), lr=0.1, momentum=0.9)
    data = torch.randn(64, 20)
    for epoch in range(4):
        tot = 0.0
        for x in data[torch.randperm(64)].split(16):
            loss = model(augment(x), augment(x))
            opt.zero_grad()
            backward(loss)
            opt.step()
            tot += loss.mean().item()
        sys.stdout.write(f"epoch {epoch}: {tot / 4:.4f}\n")


if __name__ == "__main__":
    main()
