"""VAE for gene counts with a guard that stops the run when training diverges."""
import math
import random

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F


class TrainingDiverged(RuntimeError):
    pass


class CountVAE(nn.Module):
    def __init__(self, genes, z=3):
        super().__init__()
        self.enc = nn.Linear(genes, 2 * z)
        self.dec = nn.Linear(z, genes)
        self.log_theta = nn.Parameter(torch.zeros(genes))

    def forward(self, counts):
        mu, lv = self.enc(torch.log1p(counts)).chunk(2, -1)
        z = mu + torch.randn_like(mu) * (0.5 * lv).exp()
        size = counts.sum(1, keepdim=True)
        rate = F.softmax(self.dec(z), -1) * size
        return rate, mu, lv

    def nb_nll(self, counts, rate):
        theta = self.log_theta.exp()
        return -(torch.lgamma(counts + theta) - torch.lgamma(theta) - torch.lgamma(counts + 1)
                 + theta * (theta / (theta + rate)).log() + counts * (rate / (theta + rate)).log()).sum(1)


def guard(history, patience=2):
    """raise when the loss grew `patience` times in a row"""
    rising = 0
    for a, b in zip(history, history[1:]):
        rising = rising + 1 if b > a else 0
        if rising >= patience:
            raise TrainingDiverged(f"loss went up {patience} times in a row: {[round(h, 2) for h in history]}")


def train(lr=3.0, epochs=12):
    counts = torch.poisson(torch.rand(40, 12) * 6)
    model = CountVAE(12)
    opt = torch.optim.SGD(model.parameters(), lr=lr)
    history = []
    for epoch in range(epochs):
        rate, mu, lv = model(counts)
        recon = model.nb_nll(counts, rate)
        kl = -0.5 * (1 + lv - mu ** 2 - lv.exp()).sum(1)
        elbo_loss = (recon + min(1.0, epoch / 5) * kl).mean()
        opt.zero_grad()
        elbo_loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        opt.step()
        history.append(elbo_loss.item())
        print(f"epoch {epoch:2d}  -elbo {history[-1]:.3f}  recon {recon.mean().item():.3f}  kl {kl.mean().item():.3f}")
        if not math.isfinite(history[-1]):
            raise TrainingDiverged("non-finite loss")
        guard(history)


if __name__ == "__main__":
    random.seed(6)
    np.random.seed(6)
    torch.manual_seed(6)
    train()
