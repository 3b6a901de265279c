"""GAN on a ring of Gaussians with accelerate."""
import math

import torch
from accelerate import Accelerator
from torch import nn, optim


def real_batch(n):
    k = torch.randint(0, 8, (n,)) * math.pi / 4
    return torch.stack([k.cos(), k.sin()], 1) + 0.05 * torch.randn(n, 2)


acc = Accelerator(cpu=True)
torch.manual_seed(0)
G = nn.Sequential(nn.Linear(4, 32), nn.LeakyReLU(0.2), nn.Linear(32, 2))
D = nn.Sequential(nn.Linear(2, 32), nn.LeakyReLU(0.2), nn.Linear(32, 1))
opt_g = optim.Adam(G.parameters(), lr=1e-3, betas=(0.5, 0.9))
opt_d = optim.Adam(D.parameters(), lr=1e-3, betas=(0.5, 0.9))
G, D, opt_g, opt_d = acc.prepare(G, D, opt_g, opt_d)
bce = nn.BCEWithLogitsLoss()

for it in range(5):
    real = real_batch(32)
    fake = G(torch.randn(32, 4))

    opt_d.zero_grad()
    d_real = bce(D(real), torch.ones(32, 1))
    d_fake = bce(D(fake), torch.zeros(32, 1))
    d_loss = d_real + d_fake
    acc.backward(d_loss)
    opt_d.step()

    opt_g.zero_grad()
    g_loss = bce(D(fake), torch.ones(32, 1))
    acc.backward(g_loss)
    opt_g.step()
    acc.print(it, f"D {d_loss.item():.3f} G {g_loss.item():.3f}")
