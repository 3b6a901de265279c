"""RealNVP on two moons, with per-sample nll."""
import random
import numpy as np
import torch
import torch.nn as nn

random.seed(4); np.random.seed(4); torch.manual_seed(4)


def moons(n):
    t = np.random.rand(n) * np.pi
    flip = np.random.rand(n) > 0.5
    x = np.where(flip, 1 - np.cos(t), np.cos(t))
    y = np.where(flip, 0.5 - np.sin(t), np.sin(t))
    return torch.tensor(np.stack([x, y], 1) + 0.05 * np.random.randn(n, 2), dtype=torch.float32)


class Coupling(nn.Module):
    def __init__(self, flip):
        super().__init__()
        self.flip = flip
        self.st = nn.Sequential(nn.Linear(1, 16), nn.Tanh(), nn.Linear(16, 2))

    def forward(self, x):
        a, b = x.split(1, 1)
        if self.flip:
            a, b = b, a
        s, t = self.st(a).chunk(2, 1)
        s = torch.tanh(s)
        b = b * s.exp() + t
        return torch.cat((b, a) if self.flip else (a, b), 1), s.squeeze(1)


class Flow(nn.Module):
    def __init__(self, n=4):
        super().__init__()
        self.layers = nn.ModuleList(Coupling(i % 2 == 1) for i in range(n))
        self.unused_temperature = nn.Parameter(torch.ones(1))

    def nll(self, x):
        logdet = 0
        for l in self.layers:
            x, ld = l(x)
            logdet = logdet + ld
        return 0.5 * (x ** 2).sum(1) + np.log(2 * np.pi) - logdet


flow = Flow()
opt = torch.optim.Adam(flow.parameters(), lr=5e-3)
seen = []
handle = flow.layers[0].st[0].weight.register_hook(lambda g: seen.append(g.norm().item()))
for step in range(6):
    x = moons(24).requires_grad_()
    nll = flow.nll(x)
    opt.zero_grad()
    # importance of each sample, given as the vector of the vector-jacobian product
    w = torch.softmax(-nll.detach(), 0)
    nll.backward(gradient=w, retain_graph=True)
    score, = torch.autograd.grad(nll.sum(), x)
    gs = torch.autograd.grad(flow.nll(x).mean(), list(flow.parameters()), allow_unused=True)
    nn.utils.clip_grad_norm_(flow.parameters(), 5.0)
    opt.step()
    if step % 2 == 0:
        print(f"{step}: nll {nll.mean().item():.3f} |score| {score.norm(dim=1).mean().item():.3f} "
              f"|g0| {seen[-1]:.3f} none-grads {sum(g is None for g in gs)}")
handle.remove()
print("hooked", len(seen), "times")
