"""Importance weighted autoencoder; per-sample bounds are logged, backward gets weights."""
import math
import torch
import torch.nn as nn
import torch.nn.functional as F
from torch.distributions import Normal

torch.manual_seed(64)


class IWAE(nn.Module):
    def __init__(self, d=16, z=4, k=5):
        super().__init__()
        self.k = k
        self.enc = nn.Sequential(nn.Linear(d, 24), nn.Tanh())
        self.mu, self.ls = nn.Linear(24, z), nn.Linear(24, z)
        self.dec = nn.Sequential(nn.Linear(z, 24), nn.Tanh(), nn.Linear(24, d))
        self.temperature = nn.Parameter(torch.ones(1))

    def forward(self, x):
        h = self.enc(x)
        q = Normal(self.mu(h), self.ls(h).clamp(-5, 2).exp())
        z = q.rsample((self.k,))
        log_q = q.log_prob(z).sum(-1)
        log_p = Normal(0.0, 1.0).log_prob(z).sum(-1)
        logits = self.dec(z) * self.temperature
        log_x = -F.binary_cross_entropy_with_logits(logits, x.expand_as(logits), reduction="none").sum(-1)
        return torch.logsumexp(log_x + log_p - log_q, dim=0) - math.log(self.k)


x = (torch.rand(90, 16) > 0.5).float()
net = IWAE()
opt = torch.optim.Adam(net.parameters(), lr=2e-3)

for epoch in range(4):
    bounds = []
    for xb in x[torch.randperm(len(x))].split(32):
        bound = net(xb)
        nll = -bound
        reg = 1e-3 * (net.temperature - 1) ** 2      # shape [1]
        opt.zero_grad()
        nll.backward(torch.full_like(nll, 1.0 / len(nll)))
        reg.backward()
        opt.step()
        bounds.append(bound.detach())
    b = torch.cat(bounds)
    print(f"epoch {epoch}: bound {b.mean().item():.3f} +- {b.std().item():.3f}, T {net.temperature.item():.3f}")
