import argparse
import math
import random
from functools import wraps
import numpy as np
import torch
import torch.nn as nn


def extract(a, t, shape):
    return a.gather(0, t).view(-1, *([1] * (len(shape) - 1)))


def mean_flat(t):
    """mean over all non-batch dimensions"""
    return t.mean(dim=list(range(1, t.ndim)))


def log_every(n):
    def deco(fn):
        calls = [0]

        @wraps(fn)
        def inner(*a, **k):
            out = fn(*a, **k)
            if calls[0] % n == 0:
                print(f"[{fn.__name__}] call {calls[0]} -> {out['mse'].mean().item():.4f}")
            calls[0] += 1
            return out
        return inner
    return deco


class EpsNet(nn.Module):
    def __init__(self, ch=16):
        super().__init__()
        self.time = nn.Sequential(nn.Linear(8, ch), nn.SiLU(), nn.Linear(ch, ch))
        self.c1 = nn.Conv2d(1, ch, 3, padding=1)
        self.c2 = nn.Conv2d(ch, ch, 3, padding=1)
        self.c3 = nn.Conv2d(ch, 1, 3, padding=1)

    def forward(self, x, t):
        f = torch.exp(-math.log(1e4) * torch.arange(4) / 4)
        e = t[:, None].float() * f
        e = self.time(torch.cat([e.sin(), e.cos()], 1))[:, :, None, None]
        h = nn.functional.silu(self.c1(x)) + e
        return self.c3(nn.functional.silu(self.c2(h)))


class GaussianDiffusion:
    def __init__(self, T, p2_gamma=0.0, p2_k=1):
        self.T = T
        betas = torch.linspace(1e-4, 0.2, T)
        ac = torch.cumprod(1 - betas, 0)
        self.sqrt_ac, self.sqrt_1mac = ac.sqrt(), (1 - ac).sqrt()
        self.p2 = (p2_k + ac / (1 - ac)) ** -p2_gamma

    def q_sample(self, x0, t, noise):
        return extract(self.sqrt_ac, t, x0.shape) * x0 + extract(self.sqrt_1mac, t, x0.shape) * noise

    @log_every(2)
    def training_losses(self, model, x0, t):
        noise = torch.randn_like(x0)
        pred = model(self.q_sample(x0, t, noise), t)
        terms = {}
        terms["mse"] = mean_flat((noise - pred) ** 2)
        terms["weighted"] = terms["mse"] * self.p2[t]
        return terms


class UniformSampler:
    def __init__(self, T):
        self.w = np.ones(T)

    def sample(self, n):
        p = self.w / self.w.sum()
        idx = np.random.choice(len(p), size=(n,), p=p)
        return torch.from_numpy(idx).long(), torch.from_numpy(1 / (len(p) * p[idx])).float()


class TrainLoop:
    def __init__(self, args):
        self.args = args
        self.model = EpsNet()
        self.diffusion = GaussianDiffusion(args.T, p2_gamma=args.p2_gamma)
        self.sampler = UniformSampler(args.T)
        self.opt = torch.optim.AdamW(self.model.parameters(), lr=args.lr)
        self.ema = {k: v.detach().clone() for k, v in self.model.state_dict().items()}

    def run(self):
        for self.step in range(self.args.steps):
            self.forward_backward(torch.rand(self.args.bs, 1, 8, 8) * 2 - 1)
            self.opt.step()
            for k, v in self.model.state_dict().items():
                self.ema[k].lerp_(v, 0.05)
        print("ema norm %.3f" % sum(v.norm() for v in self.ema.values()))

    def forward_backward(self, batch):
        self.opt.zero_grad()
        t, weights = self.sampler.sample(len(batch))
        losses = self.diffusion.training_losses(self.model, batch, t)
        loss = losses["weighted"] * weights
        loss.backward()


if __name__ == "__main__":
    p = argparse.ArgumentParser()
    p.add_argument("--T", type=int, default=20)
    p.add_argument("--bs", type=int, default=6)
    p.add_argument("--lr", type=float, default=1e-3)
    p.add_argument("--steps", type=int, default=4)
    p.add_argument("--p2_gamma", type=float, default=0.5)
    args = p.parse_args()
    random.seed(0), np.random.seed(0), torch.manual_seed(0)
    TrainLoop(args).run()
