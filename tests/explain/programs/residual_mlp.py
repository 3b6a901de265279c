"""Tabular regression with residual MLP blocks."""
import argparse
import time

import numpy as np
import torch
import torch.nn as nn


class ResBlock(nn.Module):
    def __init__(self, dim, act="tanh", p=0.1):
        super().__init__()
        self.fc1 = nn.Linear(dim, dim)
        self.fc2 = nn.Linear(dim, dim)
        self.act = {"tanh": nn.Tanh(), "relu": nn.ReLU(), "silu": nn.SiLU()}[act]
        self.drop = nn.Dropout(p)

    def forward(self, x):
        identity = x
        out = self.drop(self.act(self.fc1(x)))
        out = self.act(self.fc2(out))
        out += identity
        return out


class ResMLP(nn.Module):
    def __init__(self, n_in, dim, n_blocks, act):
        super().__init__()
        self.inp = nn.Linear(n_in, dim)
        self.blocks = nn.Sequential(*[ResBlock(dim, act) for _ in range(n_blocks)])
        self.out = nn.Sequential(nn.LayerNorm(dim), nn.Linear(dim, 1))

    def forward(self, x):
        return self.out(self.blocks(self.inp(x))).squeeze(-1)


def friedman(n, d, rng):
    X = rng.random((n, d)).astype(np.float32)
    y = 10 * np.sin(np.pi * X[:, 0] * X[:, 1]) + 20 * (X[:, 2] - .5) ** 2 + 10 * X[:, 3] + 5 * X[:, 4]
    y = (y - y.mean()) / y.std()
    return torch.from_numpy(X), torch.from_numpy(y.astype(np.float32))


def r2(pred, y):
    return 1 - ((pred - y) ** 2).sum() / ((y - y.mean()) ** 2).sum()


def get_args():
    p = argparse.ArgumentParser()
    p.add_argument("--dim", type=int, default=32)
    p.add_argument("--blocks", type=int, default=2)
    p.add_argument("--act", default="tanh", choices=["tanh", "relu", "silu"])
    p.add_argument("--epochs", type=int, default=3)
    p.add_argument("--seed", type=int, default=10)
    return p.parse_args()


def main():
    args = get_args()
    torch.manual_seed(args.seed)
    rng = np.random.default_rng(args.seed)
    X, y = friedman(160, 8, rng)
    Xv, yv = friedman(64, 8, rng)
    model = ResMLP(8, args.dim, args.blocks, args.act)
    opt = torch.optim.AdamW(model.parameters(), lr=3e-3)
    t0 = time.time()
    for epoch in range(args.epochs):
        model.train()
        for i in torch.randperm(len(X)).split(32):
            loss = torch.mean((model(X[i]) - y[i]) ** 2)
            opt.zero_grad()
            loss.backward()
            opt.step()
        model.eval()
        with torch.no_grad():
            print(f"epoch {epoch} loss {loss.item():.4f} val R2 {r2(model(Xv), yv).item():.3f}")
    print("finished" if time.time() - t0 < 60 else "slow")


if __name__ == "__main__":
    main()
