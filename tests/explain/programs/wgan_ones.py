"""WGAN-GP on a 2-D mixture of gaussians."""
import math
import torch
import torch.nn as nn
from torch import autograd


def mog(n, k=8):
    c = torch.randint(0, k, (n,)) * (2 * math.pi / k)
    return 2 * torch.stack([c.cos(), c.sin()], 1) + 0.02 * torch.randn(n, 2)


def net(i, o):
    return nn.Sequential(nn.Linear(i, 32), nn.LeakyReLU(0.2), nn.Linear(32, 32), nn.LeakyReLU(0.2), nn.Linear(32, o))


class WGANGP:
    def __init__(self, z_dim=4, batch=8, lam=10.0, n_critic=3):
        self.G, self.D = net(z_dim, 2), net(2, 1)
        self.z_dim, self.batch, self.lam, self.n_critic = z_dim, batch, lam, n_critic
        self.og = torch.optim.Adam(self.G.parameters(), 1e-4, (0.0, 0.9))
        self.od = torch.optim.Adam(self.D.parameters(), 1e-4, (0.0, 0.9))

    def noise(self):
        return torch.randn(self.batch, self.z_dim)

    def gradient_penalty(self, real, fake):
        alpha = torch.rand(self.batch, 1)
        interpolates = (alpha * real + (1 - alpha) * fake).requires_grad_(True)
        d_interpolates = self.D(interpolates)
        gradients = autograd.grad(
            outputs=d_interpolates,
            inputs=interpolates,
            grad_outputs=torch.ones(self.batch),
            create_graph=True,
            retain_graph=True,
        )[0]
        return ((gradients.norm(2, dim=1) - 1) ** 2).mean()

    def critic_step(self):
        real, fake = mog(self.batch), self.G(self.noise()).detach()
        w = self.D(real).mean() - self.D(fake).mean()
        loss = -w + self.lam * self.gradient_penalty(real, fake)
        self.od.zero_grad()
        loss.backward()
        self.od.step()
        return w.item()

    def gen_step(self):
        loss = -self.D(self.G(self.noise())).mean()
        self.og.zero_grad()
        loss.backward()
        self.og.step()

    def train(self, iters=6):
        for it in range(iters):
            for _ in range(self.n_critic):
                w = self.critic_step()
            self.gen_step()
            print(f"iter {it} wasserstein {w:.4f}")


torch.manual_seed(10)
WGANGP().train()
