"""Inverse problem: identify nu in  u_t + u u_x = nu u_xx  from scattered data."""
import math

import torch
import torch.nn as nn
from torch.autograd import grad


class Net(nn.Module):
    def __init__(self, w=20):
        super().__init__()
        self.a = nn.Linear(2, w)
        self.b = nn.Linear(w, w)
        self.c = nn.Linear(w, 1)

    def forward(self, xt):
        h = torch.tanh(self.a(xt))
        h = torch.tanh(self.b(h))
        return self.c(h)


class Inverse:
    lb = torch.tensor([-1.0, 0.0])
    ub = torch.tensor([1.0, 1.0])

    def __init__(self, n_data=40):
        self.net = Net()
        self.log_nu = nn.Parameter(torch.tensor(math.log(0.1)))
        self.xt = self.lb + (self.ub - self.lb) * torch.rand(n_data, 2)
        self.u = self.exact(self.xt) + 0.01 * torch.randn(n_data, 1)
        self.opt = torch.optim.Adam([*self.net.parameters(), self.log_nu], lr=2e-3)

    @staticmethod
    def exact(xt, nu=0.05):
        # travelling wave
        x, t = xt[:, :1], xt[:, 1:]
        return 0.5 * (1 - torch.tanh((x - 0.5 * t) / (4 * nu)))

    def scaled(self, xt):
        return 2 * (xt - self.lb) / (self.ub - self.lb) - 1

    def pde(self, xt):
        xt = xt.clone().requires_grad_(True)
        x, t = xt[:, 0:1], xt[:, 1:2]
        u = self.net(self.scaled(xt))
        one = torch.ones_like(u)
        u_x = grad(u, x, one, create_graph=True)[0]
        u_t = grad(u, t, one, create_graph=True)[0]
        u_xx = grad(u_x, x, one, create_graph=True)[0]
        return u_t + u * u_x - self.log_nu.exp() * u_xx

    def step(self):
        self.opt.zero_grad()
        fit = (self.net(self.scaled(self.xt)) - self.u).pow(2).mean()
        phys = self.pde(self.xt).pow(2).mean()
        (fit + 0.1 * phys).backward()
        self.opt.step()
        return fit.item(), phys.item()


def main():
    torch.manual_seed(16)
    problem = Inverse()
    for i in range(6):
        fit, phys = problem.step()
        if i % 2 == 0:
            print(f"{i}: fit={fit:.4e} pde={phys:.4e} nu={problem.log_nu.exp().item():.4f}")


main()
