"""Small sequence-free VAE on binarised patches, with free bits (Kingma et al. 2016)."""
import argparse
from dataclasses import dataclass

import torch
import torch.nn as nn
import torch.nn.functional as F


@dataclass
class Posterior:
    mu: torch.Tensor
    logvar: torch.Tensor

    def rsample(self) -> torch.Tensor:
        return self.mu + torch.exp(0.5 * self.logvar) * torch.randn_like(self.mu)

    @property
    def kl(self) -> torch.Tensor:
        # analytic KL to N(0, I), kept per sample and per dimension
        return 0.5 * (self.mu.pow(2) + self.logvar.exp() - 1.0 - self.logvar)


class Encoder(nn.Module):
    def __init__(self, d_in: int, d_h: int, d_z: int):
        super().__init__()
        self.net = nn.Sequential(nn.Linear(d_in, d_h), nn.GELU())
        self.head = nn.Linear(d_h, 2 * d_z)

    def forward(self, x) -> Posterior:
        mu, logvar = self.head(self.net(x)).chunk(2, dim=-1)
        return Posterior(mu, logvar.clamp(-8, 8))


class FreeBitsVAE(nn.Module):
    def __init__(self, d_in=49, d_h=32, d_z=6, free_bits=0.1):
        super().__init__()
        self.enc = Encoder(d_in, d_h, d_z)
        self.dec = nn.Sequential(nn.Linear(d_z, d_h), nn.GELU(), nn.Linear(d_h, d_in))
        self.free_bits = free_bits

    def rate(self, q: Posterior) -> torch.Tensor:
        """Average the KL over the minibatch, then floor every dimension at `free_bits` nats."""
        kl_dim = q.kl.mean(dim=0)
        if self.free_bits > 0:
            floor = torch.full_like(kl_dim, self.free_bits)
            return torch.maximum(kl_dim, floor)
        return kl_dim.sum()

    def forward(self, x):
        q = self.enc(x)
        logits = self.dec(q.rsample())
        distortion = F.binary_cross_entropy_with_logits(logits, x, reduction="none").sum(1).mean()
        rate = self.rate(q)
        return distortion, rate


def beta_at(step: int, warmup: int) -> float:
    return min(1.0, (step + 1) / warmup)


def main():
    p = argparse.ArgumentParser()
    p.add_argument("--free-bits", type=float, default=0.1)
    p.add_argument("--steps", type=int, default=40)
    p.add_argument("--warmup", type=int, default=20)
    args = p.parse_args()

    torch.manual_seed(7)
    data = (torch.rand(256, 49) > 0.6).float()
    vae = FreeBitsVAE(free_bits=args.free_bits)
    opt = torch.optim.Adam(vae.parameters(), lr=3e-3)
    print(f"{sum(p.numel() for p in vae.parameters())} parameters, free bits = {args.free_bits}")

    for step in range(args.steps):
        x = data[torch.randint(0, len(data), (32,))]
        distortion, rate = vae(x)
        neg_elbo = distortion + beta_at(step, args.warmup) * rate
        opt.zero_grad(set_to_none=True)
        neg_elbo.backward()
        opt.step()
        if step % 10 == 0:
            print(f"step {step:3d}  D {distortion.item():.2f}  R {rate.sum().item():.3f}")


if __name__ == "__main__":
    main()
