"""InfoGAN on a ring of Gaussians. Repro of the toy figure, appendix B."""
import argparse
from math import pi

import torch
from torch import nn
from torch.nn import functional as F


def ring(n, modes=8, std=0.05):
    k = torch.randint(0, modes, (n,))
    ang = 2 * pi * k / modes
    return torch.stack([ang.cos(), ang.sin()], 1) + std * torch.randn(n, 2), k


def mlp(i, h, o):
    return nn.Sequential(nn.Linear(i, h), nn.LeakyReLU(0.2), nn.Linear(h, h), nn.LeakyReLU(0.2), nn.Linear(h, o))


class DQ(nn.Module):
    """Discriminator with a recognition head Q(c|x)."""

    def __init__(self, n_codes, h=32):
        super().__init__()
        self.body = nn.Sequential(nn.Linear(2, h), nn.LeakyReLU(0.2))
        self.d = nn.Linear(h, 1)
        self.q = mlp(h, h, n_codes)

    def forward(self, x):
        z = self.body(x)
        return self.d(z).squeeze(1), self.q(z)


class InfoGAN:
    def __init__(self, args):
        self.a = args
        self.G = mlp(args.z_dim + args.codes, 32, 2)
        self.DQ = DQ(args.codes)
        self.opt_d = torch.optim.Adam(self.DQ.parameters(), 2e-4, (0.5, 0.999))
        self.opt_g = torch.optim.Adam([*self.G.parameters(), *self.DQ.q.parameters()], 1e-3, (0.5, 0.999))

    def noise(self, n):
        c = torch.randint(0, self.a.codes, (n,))
        return torch.cat([torch.randn(n, self.a.z_dim), F.one_hot(c, self.a.codes).float()], 1), c

    def d_loss(self, x, fake):
        real_s, _ = self.DQ(x)
        fake_s, _ = self.DQ(fake)
        return F.softplus(-real_s).mean() + F.softplus(fake_s).mean()

    def g_loss(self, fake, c):
        s, logits = self.DQ(fake)
        adv = F.softplus(-s).mean()
        mi = F.cross_entropy(logits, c)
        return adv + self.a.lam * mi, mi

    def step(self, x):
        z, c = self.noise(len(x))
        fake = self.G(z)

        loss_d = self.d_loss(x, fake)
        self.opt_d.zero_grad()
        loss_d.backward()
        self.opt_d.step()

        loss_g, mi = self.g_loss(fake, c)
        self.opt_g.zero_grad()
        loss_g.backward()
        self.opt_g.step()
        return loss_d.item(), loss_g.item(), mi.item()


if __name__ == "__main__":
    ap = argparse.ArgumentParser()
    ap.add_argument("--z-dim", type=int, default=4)
    ap.add_argument("--codes", type=int, default=8)
    ap.add_argument("--lam", type=float, default=0.5)
    ap.add_argument("--iters", type=int, default=10)
    args = ap.parse_args()
    torch.manual_seed(8)
    gan = InfoGAN(args)
    print("G params", sum(p.numel() for p in gan.G.parameters()))
    for it in range(args.iters):
        d, g, mi = gan.step(ring(64)[0])
        if it % 5 == 0:
            print(f"{it:4d} D {d:.3f} G {g:.3f} MI {mi:.3f}")
