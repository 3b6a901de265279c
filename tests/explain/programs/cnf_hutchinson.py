# continuous normalising flow, Euler steps, divergence with Hutchinson probes
import math
import torch
import torch.nn as nn


class Drift(nn.Module):
    def __init__(self, dim, width=32):
        super().__init__()
        self.f = nn.Sequential(nn.Linear(dim + 1, width), nn.Tanh(), nn.Linear(width, dim))

    def forward(self, t, x):
        return self.f(torch.cat([x, torch.full_like(x[:, :1], t)], 1))


def divergence(drift, t, x, probe):
    v = drift(t, x)
    (vjp,) = torch.autograd.grad(v, x, grad_outputs=probe, create_graph=True)
    return v, (vjp * probe).sum(1)


def nll(drift, x, n_steps=6):
    probe = torch.randint(0, 2, x.shape).float() * 2 - 1
    x = x.clone().requires_grad_(True)
    logdet = torch.zeros(len(x))
    for k in range(n_steps):
        v, div = divergence(drift, k / n_steps, x, probe)
        x = x + v / n_steps
        logdet = logdet + div / n_steps
    log_pz = -0.5 * x.pow(2).sum(1) - math.log(2 * math.pi)
    return -(log_pz + logdet)


def two_rings(n):
    phi = torch.rand(n) * 2 * math.pi
    r = torch.where(torch.rand(n) < 0.5, 1.0, 2.0) + 0.05 * torch.randn(n)
    return torch.stack([r * phi.cos(), r * phi.sin()], 1), r


def saliency(drift, x):
    """which input coordinate moves the density of each point most"""
    x = x.clone().requires_grad_(True)
    drift(0.0, x).pow(2).sum(1).backward(torch.ones(len(x)))
    return x.grad.abs().mean(0)


torch.manual_seed(27)
drift = Drift(2)
opt = torch.optim.Adam(drift.parameters(), lr=1e-2)
for it in range(8):
    x, r = two_rings(32)
    importance = torch.where(r > 1.5, 1.0, 0.5)
    per_point = nll(drift, x)
    opt.zero_grad()
    per_point.backward(gradient=importance / importance.sum())
    opt.step()
    if it % 2 == 0:
        print(f"{it}: nll {per_point.detach().mean():.3f}")
print("saliency", [round(v, 3) for v in saliency(drift, x).tolist()])
