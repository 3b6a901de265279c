"""Sliced score matching of an energy model on two moons."""
import sys
import numpy as np
import torch
from torch import nn


class TrainingError(RuntimeError):
    pass


def two_moons(n, rng):
    t = np.pi * rng.random(n // 2)
    up = np.c_[np.cos(t), np.sin(t)]
    down = np.c_[1 - np.cos(t), 0.5 - np.sin(t)]
    return torch.tensor(np.r_[up, down] + 0.05 * rng.standard_normal((n, 2)), dtype=torch.float32)


class Energy(nn.Module):
    def __init__(self, h=32):
        super().__init__()
        self.net = nn.Sequential(nn.Linear(2, h), nn.Softplus(), nn.Linear(h, h), nn.Softplus(),
                                 nn.Linear(h, 1))

    def forward(self, x):
        return self.net(x).squeeze(-1)

    def score(self, x):
        logp = -self(x)
        return torch.autograd.grad(logp.sum(), x, create_graph=True)[0]


def sliced_score_matching(energy, x):
    x = x.clone().requires_grad_(True)
    v = torch.randn_like(x)
    s = energy.score(x)
    sv = (s * v).sum(dim=-1)
    (hvp,) = torch.autograd.grad(sv, x, create_graph=True)
    trace = (hvp * v).sum(dim=-1)
    return (trace + 0.5 * sv.pow(2)).mean()


def fit(energy, data, steps, lr=1e-3):
    opt = torch.optim.Adam(energy.parameters(), lr=lr)
    for step in range(steps):
        batch = data[torch.randint(len(data), (32,))]
        opt.zero_grad()
        try:
            loss = sliced_score_matching(energy, batch)
            loss.backward()
        except RuntimeError as err:
            print(f"failed at step {step}", file=sys.stderr)
            raise TrainingError(f"step {step}: {err}") from err
        opt.step()
        if step % 4 == 0:
            print(f"step {step:3d} | ssm {loss.item():+.4f}")


def main():
    torch.manual_seed(0)
    rng = np.random.default_rng(0)
    energy = Energy()
    fit(energy, two_moons(200, rng), steps=12)
    print("mean energy:", round(energy(two_moons(50, rng)).mean().item(), 4))


main()
