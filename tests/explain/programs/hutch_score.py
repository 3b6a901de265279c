"""Sliced score matching on 2-D toy data; per-sample losses are kept to inspect outliers."""
import argparse
import math

import torch
import torch.nn as nn
from torch.utils.data import DataLoader, TensorDataset


def two_moons(n, noise=0.08):
    th = math.pi * torch.rand(n)
    flip = (torch.rand(n) < 0.5).float()
    x = torch.cos(th) * (1 - 2 * flip) + flip
    y = torch.sin(th) * (1 - 2 * flip) + 0.5 * flip
    return torch.stack([x, y], 1) + noise * torch.randn(n, 2)


class ScoreNet(nn.Module):
    def __init__(self, width=32):
        super().__init__()
        self.net = nn.Sequential(nn.Linear(2, width), nn.Softplus(), nn.Linear(width, width), nn.Softplus(), nn.Linear(width, 2))

    def forward(self, x):
        return self.net(x)


def sliced_sm(score, x):
    x = x.detach().requires_grad_(True)
    v = torch.randn_like(x).sign()
    s = score(x)
    gv = torch.autograd.grad((s * v).sum(), x, create_graph=True)[0]
    return (gv * v).sum(1) + 0.5 * (s ** 2).sum(1)


class Runner:
    def __init__(self, args):
        self.args = args
        self.net = ScoreNet()
        self.opt = torch.optim.Adam(self.net.parameters(), lr=args.lr)
        self.loader = DataLoader(TensorDataset(two_moons(args.n)), batch_size=args.batch_size, shuffle=True)
        # averages the per-sample losses in backward()
        self.avg = torch.full((args.batch_size,), 1.0 / args.batch_size)

    def epoch(self):
        kept = []
        for (x,) in self.loader:
            per_sample = sliced_sm(self.net, x)
            self.opt.zero_grad()
            per_sample.backward(self.avg)
            self.opt.step()
            kept.append(per_sample.detach())
        return torch.cat(kept)

    def __call__(self):
        for e in range(self.args.epochs):
            losses = self.epoch()
            print(f"[{e:02d}] mean {losses.mean():+.3f}  worst {losses.max():+.3f}")


if __name__ == "__main__":
    ap = argparse.ArgumentParser()
    ap.add_argument("-n", type=int, default=100)
    ap.add_argument("--batch-size", type=int, default=32)
    ap.add_argument("--epochs", type=int, default=4)
    ap.add_argument("--lr", type=float, default=5e-3)
    args = ap.parse_args()
    torch.manual_seed(55)
    Runner(args)()
