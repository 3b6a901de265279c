import random
from collections import defaultdict

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F

random.seed(6)
np.random.seed(6)
torch.manual_seed(6)


class Meter(defaultdict):
    def __init__(self):
        super().__init__(list)

    def log(self, **kw):
        for k, v in kw.items():
            self[k].append(v)

    def flush(self, prefix):
        print(prefix, {k: round(sum(v) / len(v), 4) for k, v in self.items()})
        self.clear()


class VAE(nn.Module):
    def __init__(self, d=16, h=24, z=3):
        super().__init__()
        self.enc = nn.Linear(d, h)
        self.mu, self.lv = nn.Linear(h, z), nn.Linear(h, z)
        self.dec = nn.Sequential(nn.Linear(z, h), nn.ReLU(), nn.Linear(h, d))

    def forward(self, x):
        h = F.relu(self.enc(x))
        mu, lv = self.mu(h), self.lv(h)
        z = mu + torch.randn_like(mu) * (lv / 2).exp()
        return self.dec(z), mu, lv


def kl_normal(mu, lv):
    return 0.5 * (mu ** 2 + lv.exp() - 1 - lv).sum(dim=1)


def capacity(step, c_max=2.0, total=8):
    return min(c_max, c_max * step / total)


def elbo_terms(x, out, step, beta=4.0):
    xr, mu, lv = out
    rec = F.binary_cross_entropy_with_logits(xr, x, reduction="none").sum(1)
    kl = kl_normal(mu, lv)
    loss = (rec + beta * (kl - capacity(step)).abs()).mean()
    return loss, rec.mean(), kl


X = (torch.rand(32, 16) > 0.6).float()
model = VAE()
opt = torch.optim.Adam(model.parameters(), lr=1e-3)
meter = Meter()

step = 0
for epoch in range(2):
    for x in X[torch.randperm(len(X))].split(8):
        loss, rec, kl = elbo_terms(x, model(x), step)
        opt.zero_grad()
        loss.backward()
        opt.step()
        meter.log(loss=loss.item(), rec=rec.item(), kl=kl.item())
        step += 1
    meter.flush(f"epoch {epoch}")
