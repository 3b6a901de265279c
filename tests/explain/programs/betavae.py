"""beta-VAE on random blobs; logs every term separately."""
import argparse
from collections import defaultdict

import torch
import torch.nn as nn
import torch.nn.functional as F


class Encoder(nn.Module):
    def __init__(self, d, z):
        super().__init__()
        self.h = nn.Linear(d, 32)
        self.mu, self.lv = nn.Linear(32, z), nn.Linear(32, z)

    def forward(self, x):
        h = F.softplus(self.h(x))
        return self.mu(h), self.lv(h).clamp(-8, 8)


class VAE(nn.Module):
    def __init__(self, d=36, z=4):
        super().__init__()
        self.enc = Encoder(d, z)
        self.dec = nn.Sequential(nn.Linear(z, 32), nn.Softplus(), nn.Linear(32, d))

    def forward(self, x):
        mu, lv = self.enc(x)
        z = mu + torch.randn_like(mu) * (0.5 * lv).exp()
        return self.dec(z), mu, lv


class ELBO(nn.Module):
    def __init__(self, beta):
        super().__init__()
        self.beta = beta

    def forward(self, x, logits, mu, lv):
        recon = F.binary_cross_entropy_with_logits(logits, x, reduction="none").sum(1)
        kl = -0.5 * (1 + lv - mu.pow(2) - lv.exp()).sum(1)
        total = (recon + self.beta * kl).mean()
        return total, {"loss": total, "recon": recon.mean(), "kl": kl}


class Meter:
    def __init__(self):
        self.v = defaultdict(float)
        self.n = 0

    def update(self, parts):
        for k, t in parts.items():
            self.v[k] += t.item()
        self.n += 1

    def __str__(self):
        return "  ".join(f"{k} {v / self.n:8.4f}" for k, v in self.v.items())


def blobs(n, side=6):
    c = torch.rand(n, 2, 1, 1) * side
    ax = torch.arange(side).float()
    d2 = (ax.view(1, -1, 1) - c[:, 0]) ** 2 + (ax.view(1, 1, -1) - c[:, 1]) ** 2
    return torch.exp(-d2 / 2).flatten(1)


def main():
    p = argparse.ArgumentParser()
    p.add_argument("--beta", type=float, default=4.0)
    p.add_argument("--epochs", type=int, default=2)
    a = p.parse_args()
    torch.manual_seed(314)
    vae, elbo = VAE(), ELBO(a.beta)
    opt = torch.optim.Adam(vae.parameters(), 3e-3)
    data = blobs(64)
    for ep in range(a.epochs):
        meter = Meter()
        for x in data[torch.randperm(64)].split(8):
            total, parts = elbo(x, *vae(x))
            opt.zero_grad()
            total.backward()
            opt.step()
            meter.update(parts)
        print(f"[{ep}] {meter}")


if __name__ == "__main__":
    main()
