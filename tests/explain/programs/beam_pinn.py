"""Euler-Bernoulli beam  w'''' = q  on [0,1], simply supported, with a PINN."""
import math

import torch
import torch.nn as nn

torch.manual_seed(0)
torch.set_default_dtype(torch.float64)


class MLP(nn.Module):
    def __init__(self, widths=(1, 20, 20, 1)):
        super().__init__()
        self.lins = nn.ModuleList(nn.Linear(i, o) for i, o in zip(widths, widths[1:]))

    def forward(self, z):
        for lin in self.lins[:-1]:
            z = torch.tanh(lin(z))
        return self.lins[-1](z)


def nth_derivative(f, z, n):
    """d^n f / dz^n, column-wise"""
    while n > 0:
        f, = torch.autograd.grad(f, z, grad_outputs=torch.ones_like(f))
        n -= 1
    return f


def q(z):
    return math.pi ** 4 * torch.sin(math.pi * z)


def residual(net, z):
    w = net(z)
    return nth_derivative(w, z, 4) / math.pi ** 4 - q(z) / math.pi ** 4


def boundary(net):
    ends = torch.tensor([[0.0], [1.0]], requires_grad=True)
    w = net(ends)
    w_zz = nth_derivative(w, ends, 2)
    return (w ** 2).mean() + (w_zz ** 2).mean()


net = MLP()
opt = torch.optim.Adam(net.parameters(), lr=5e-3)
z_col = torch.linspace(0, 1, 32).unsqueeze(1).requires_grad_(True)

for it in range(6):
    opt.zero_grad()
    l_pde = residual(net, z_col).pow(2).mean()
    l_bc = boundary(net)
    total = l_pde + 10 * l_bc
    total.backward()
    opt.step()
    if it % 2 == 0:
        print(f"{it:4d}  pde {l_pde.item():.3e}  bc {l_bc.item():.3e}")

with torch.no_grad():
    zt = torch.linspace(0, 1, 11).unsqueeze(1)
    err = (net(zt) - torch.sin(math.pi * zt)).abs().max()
print("max error", float(err))
