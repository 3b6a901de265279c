"""Learned closure for a coarse 1D advection solver, rolled out for a few steps."""
import math
import torch
from torch import nn

device = torch.device("cpu")
torch.manual_seed(123)


class Closure(nn.Module):
    """Small CNN that predicts the missing sub-grid tendency."""

    def __init__(self, channels=8):
        super().__init__()
        self.c1 = nn.Conv1d(1, channels, 5, padding=2, padding_mode="circular")
        self.c2 = nn.Conv1d(channels, 1, 5, padding=2, padding_mode="circular")

    def forward(self, u):
        return self.c2(torch.tanh(self.c1(u.unsqueeze(1)))).squeeze(1)


class Solver(nn.Module):
    def __init__(self, nx=32, dt=0.01, speed=1.0):
        super().__init__()
        self.dt, self.dx, self.speed = dt, 1.0 / nx, speed
        self.closure = Closure()
        self.damping = nn.Parameter(torch.tensor(0.01))

    def tendency(self, u):
        upwind = (u - torch.roll(u, 1, dims=-1)) / self.dx
        return -self.speed * upwind + self.closure(u) - self.damping * u ** 3

    def rollout(self, u0, steps):
        traj = torch.zeros(steps + 1, *u0.shape, device=u0.device)
        traj[0] = u0
        for k in range(steps):
            u = traj[k]
            traj[k + 1] = u + self.dt * self.tendency(u)
        return traj


def exact(u0_fn, x, t, speed=1.0):
    return torch.stack([u0_fn((x - speed * ti) % 1.0) for ti in t])


def make_case(x):
    ph, k = torch.rand(1) * 2 * math.pi, torch.randint(1, 4, (1,))
    return lambda s: torch.sin(2 * math.pi * k * s + ph)


def train(solver, n_epochs=5, batch=4, steps=6):
    x = torch.linspace(0, 1, 33)[:-1]
    t = torch.arange(steps + 1) * solver.dt
    opt = torch.optim.Adam(solver.parameters(), lr=1e-3)
    sched = torch.optim.lr_scheduler.CosineAnnealingLR(opt, n_epochs)
    for epoch in range(n_epochs):
        ref = torch.stack([exact(make_case(x), x, t) for _ in range(batch)], dim=1).to(device)
        sim = solver.rollout(ref[0], steps)
        misfit = (sim[1:] - ref[1:]).pow(2).mean()
        energy = (sim[-1].pow(2).mean(-1) - ref[-1].pow(2).mean(-1)).abs().mean()
        cost = misfit + 0.1 * energy
        opt.zero_grad()
        cost.backward()
        opt.step()
        sched.step()
        print("epoch %02d cost %.5f damping %.4f" % (epoch, cost.item(), solver.damping.item()))


if __name__ == "__main__":
    solver = Solver().to(device)
    train(solver)
