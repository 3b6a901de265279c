"""PINN for viscous Burgers: u_t + u u_x = nu u_xx, x in [-1,1], t in [0,1]."""
import math
from typing import NamedTuple

import torch
import torch.nn as nn

torch.manual_seed(1234)
NU = 0.01 / math.pi


class Net(nn.Module):
    def __init__(self, layers=(2, 20, 20, 1)):
        super().__init__()
        self.lin = nn.ModuleList(nn.Linear(a, b) for a, b in zip(layers[:-1], layers[1:]))

    def forward(self, X):
        for l in self.lin[:-1]:
            X = torch.tanh(l(X))
        return self.lin[-1](X)


class Points(NamedTuple):
    interior: torch.Tensor
    initial: torch.Tensor
    boundary: torch.Tensor


def sample(n_f, n_0, n_b):
    col = torch.rand(n_f, 2) * torch.tensor([2.0, 1.0]) - torch.tensor([1.0, 0.0])
    ini = torch.stack([torch.rand(n_0) * 2 - 1, torch.zeros(n_0)], 1)
    side = torch.randint(0, 2, (n_b,)).float() * 2 - 1
    bnd = torch.stack([side, torch.rand(n_b)], 1)
    return Points(col.requires_grad_(), ini, bnd)


def D(y, wrt):
    return torch.autograd.grad(y, wrt, grad_outputs=torch.ones_like(y), create_graph=True)[0]


def residual(net, pts):
    x, t = pts[:, 0:1], pts[:, 1:2]
    u = net(pts)
    u_x = D(u, x)
    u_t = D(u, t)
    u_xx = D(u_x, x)
    return u_t + u * u_x - NU * u_xx


def losses(net, P):
    f = residual(net, P.interior)
    u0 = net(P.initial)
    ub = net(P.boundary)
    return {
        "pde": f.pow(2).mean(),
        "ic": (u0 + torch.sin(math.pi * P.initial[:, :1])).pow(2).mean(),
        "bc": ub.pow(2).mean(),
    }


net = Net()
opt = torch.optim.Adam(net.parameters(), lr=1e-3)
P = sample(64, 16, 16)
w = {"pde": 1.0, "ic": 10.0, "bc": 10.0}
for it in range(5):
    parts = losses(net, P)
    total = sum(w[k] * v for k, v in parts.items())
    opt.zero_grad()
    total.backward()
    opt.step()
    print(it, {k: f"{v.item():.3e}" for k, v in parts.items()})
