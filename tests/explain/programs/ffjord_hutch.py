"""
Continuous normalizing flow on two moons.  d/dt log p = -tr(df/dz), trace by Hutchinson:
tr(J) ~ e^T J e with one noise vector e per solve (fixed during the solve, as in FFJORD).
"""
import math
import torch
import torch.nn as nn

torch.manual_seed(17)


def moons(n):
    th = math.pi * torch.rand(n)
    up = (torch.rand(n) < 0.5).float()[:, None]
    a = torch.stack([th.cos(), th.sin()], 1)
    b = torch.stack([1 - th.cos(), 0.5 - th.sin()], 1)
    return up * a + (1 - up) * b + 0.05 * torch.randn(n, 2)


class Field(nn.Module):
    def __init__(self, dim=2, width=32):
        super().__init__()
        self.net = nn.Sequential(nn.Linear(dim + 1, width), nn.Tanh(), nn.Linear(width, width), nn.Tanh(), nn.Linear(width, dim))

    def forward(self, t, z):
        return self.net(torch.cat([z, t.expand(len(z), 1)], 1))


class HutchinsonODE(nn.Module):
    def __init__(self, field, batch, dim=2, rademacher=True):
        super().__init__()
        self.field = field
        self.shape = (batch, dim)
        self.rademacher = rademacher
        self.e = None

    def resample(self, z):
        shape, dev = self.shape, z.device
        if self.rademacher:
            self.e = torch.randint(0, 2, shape, device=dev).float() * 2 - 1
        else:
            self.e = torch.randn(shape, device=dev)

    def forward(self, t, state):
        z, _ = state
        with torch.enable_grad():
            z = z.requires_grad_(True)
            dz = self.field(t, z)
            eJ = torch.autograd.grad(dz, z, grad_outputs=self.e, create_graph=True)[0]
        return dz, -(eJ * self.e).sum(1)


def odeint_rk2(func, state, t0=0.0, t1=1.0, n=6):
    """explicit midpoint"""
    t, h = torch.tensor([t0]), (t1 - t0) / n
    while t.item() < t1 - 1e-6:
        k1 = func(t, state)
        mid = tuple(s + 0.5 * h * k for s, k in zip(state, k1))
        k2 = func(t + 0.5 * h, mid)
        state = tuple(s + h * k for s, k in zip(state, k2))
        t = t + h
    return state


def nll(ode, x):
    ode.resample(x)
    z, dlogp = odeint_rk2(ode, (x, torch.zeros(len(x))))
    logp_z = -0.5 * z.pow(2).sum(1) - math.log(2 * math.pi)
    return (dlogp - logp_z).mean()


B = 64
data = moons(150)
field = Field()
ode = HutchinsonODE(field, B)
opt = torch.optim.Adam(field.parameters(), lr=5e-3)
for epoch in range(3):
    seen = 0
    for x in data[torch.randperm(len(data))].split(B):
        obj = nll(ode, x)
        opt.zero_grad()
        obj.backward()
        opt.step()
        seen += len(x)
        print(f"epoch {epoch}  {seen:4d}/{len(data)}  nll {obj.item():.4f}")
