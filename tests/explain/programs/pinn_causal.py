"""
Causal training of a PINN for the 1D heat equation  u_t = kappa u_xx,
u(x, 0) = sin(pi x), u(0, t) = u(1, t) = 0.
"""
import math
import torch
from torch import nn

torch.manual_seed(7)
torch.set_default_dtype(torch.float64)

KAPPA = 0.1
CHUNKS = 6
EPS = 1.0
N_R = 60


class MLP(nn.Module):
    def __init__(self, width=16, depth=3):
        super().__init__()
        dims = [2] + [width] * depth + [1]
        self.layers = nn.ModuleList(nn.Linear(a, b) for a, b in zip(dims[:-1], dims[1:]))

    def forward(self, x, t):
        h = torch.stack([x, t], dim=-1)
        for lin in self.layers[:-1]:
            h = torch.tanh(lin(h))
        return self.layers[-1](h).squeeze(-1)


def d(y, x):
    return torch.autograd.grad(y, x, grad_outputs=torch.ones_like(y), create_graph=True)[0]


class CausalPINN:
    def __init__(self):
        self.net = MLP()
        self.M = torch.tril(torch.ones(CHUNKS, CHUNKS), diagonal=-1)
        self.opt = torch.optim.Adam(self.net.parameters(), lr=2e-3)
        self.sched = torch.optim.lr_scheduler.ExponentialLR(self.opt, gamma=0.95)

    def residual(self, x, t):
        x.requires_grad_(True)
        t.requires_grad_(True)
        u = self.net(x, t)
        return d(u, t) - KAPPA * d(d(u, x), x)

    def loss_ic(self):
        x = torch.rand(40)
        return (self.net(x, torch.zeros_like(x)) - torch.sin(math.pi * x)).square().mean()

    def loss_bc(self):
        t = torch.rand(40)
        left, right = self.net(torch.zeros_like(t), t), self.net(torch.ones_like(t), t)
        return (left.square() + right.square()).mean()

    def loss_pde(self):
        t, _ = torch.sort(torch.rand(N_R))      # chunks have to be ordered in time
        r = self.residual(torch.rand(N_R), t)
        per_chunk = r.square().view(CHUNKS, -1).mean(dim=1)
        with torch.no_grad():
            w = torch.exp(-EPS * (self.M @ per_chunk))
        return w * per_chunk, w

    def step(self):
        self.opt.zero_grad()
        l_ic, l_bc = self.loss_ic(), self.loss_bc()
        l_r, w = self.loss_pde()
        (l_r + 100 * l_ic + 10 * l_bc).backward()
        self.opt.step()
        return l_ic.item(), w.min().item()

    def fit(self, iters=20):
        for it in range(iters):
            ic, wmin = self.step()
            if it % 5 == 0:
                self.sched.step()
                print(f"it {it:4d} | ic {ic:.3e} | min causal weight {wmin:.3f}")


pinn = CausalPINN()
print("net:", sum(p.numel() for p in pinn.net.parameters()), "params")
pinn.fit()
