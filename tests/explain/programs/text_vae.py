#!/usr/bin/env python3
# Sentence VAE with cyclical annealing (Fu et al. 2019). Minimal version.
import torch
from torch import nn
from torch.nn import functional as F

V, E, H, Z, L, B = 40, 16, 32, 8, 7, 10
PAD = 0


def cyclic_schedule(n_steps, n_cycles=2, ratio=0.5):
    period = n_steps / n_cycles
    vals = []
    for i in range(n_steps):
        tau = (i % period) / period
        vals.append(min(1.0, tau / ratio))
    return torch.tensor(vals)


class SentenceVAE(nn.Module):
    def __init__(self):
        super().__init__()
        self.emb = nn.Embedding(V, E, padding_idx=PAD)
        self.enc = nn.GRU(E, H, batch_first=True)
        self.mu, self.logvar = nn.Linear(H, Z), nn.Linear(H, Z)
        self.z2h = nn.Linear(Z, H)
        self.dec = nn.GRU(E, H, batch_first=True)
        self.out = nn.Linear(H, V)

    def forward(self, x):
        e = self.emb(x)
        _, h = self.enc(e)
        mu, logvar = self.mu(h[0]), self.logvar(h[0])
        z = mu + torch.randn_like(mu) * torch.exp(0.5 * logvar)
        y, _ = self.dec(e[:, :-1], torch.tanh(self.z2h(z)).unsqueeze(0))
        return self.out(y), mu, logvar


def reconstruction(logits, x):
    return F.cross_entropy(logits.reshape(-1, V), x[:, 1:].reshape(-1), ignore_index=PAD)


def kl_divergence(mu, logvar):
    return -0.5 * torch.mean(torch.sum(1 + logvar - mu.pow(2) - logvar.exp(), dim=1))


def train(n_steps=12):
    model = SentenceVAE()
    optimizer = torch.optim.Adam(model.parameters(), lr=3e-3)
    beta = cyclic_schedule(n_steps)
    for step in range(n_steps):
        x = torch.randint(1, V, (B, L))
        logits, mu, logvar = model(x)
        rec = reconstruction(logits, x)
        kl = kl_divergence(mu, logvar)
        elbo = rec + beta * kl
        optimizer.zero_grad()
        elbo.backward()
        optimizer.step()
        if step % 4 == 0:
            print('step {:3d}  rec {:.3f}  kl {:.3f}'.format(step, rec.item(), kl.item()))
    return model


torch.manual_seed(1234)
train()
