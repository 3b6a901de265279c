#!/usr/bin/env python
# short-term load forecasting with a GRU, several losses to choose from
import argparse
import math
import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset

LOSSES = {}


def register(name):
    def deco(fn):
        LOSSES[name] = fn
        return fn
    return deco


@register("mse")
def mse(pred, true, **kw):
    return torch.mean((pred - true) ** 2)


@register("mape")
def mape(pred, true, eps=1e-3, **kw):
    return torch.mean(torch.abs(pred - true) / (true.abs() + eps))


@register("smape")
def smape(pred, true, eps=1e-3, **kw):
    return torch.mean(2 * torch.abs(pred - true) / (pred.abs() + true.abs() + eps))


@register("pinball")
def pinball(pred, true, tau=0.9, **kw):
    diff = true - pred
    return torch.maximum(tau * diff, (tau - 1) * diff)


class GRUForecaster(nn.Module):
    def __init__(self, hidden, horizon):
        super().__init__()
        self.rnn = nn.GRU(1, hidden, batch_first=True)
        self.fc = nn.Linear(hidden, horizon)

    def forward(self, x):
        _, h = self.rnn(x)
        return self.fc(h[-1])


def make_windows(n, ctx, horizon):
    t = torch.arange(n, dtype=torch.float32)
    series = 1 + 0.5 * torch.sin(2 * math.pi * t / 24) + 0.1 * torch.randn(n)
    w = series.unfold(0, ctx + horizon, 1)
    return w[:, :ctx].unsqueeze(-1), w[:, ctx:]


def run(args):
    torch.manual_seed(args.seed)
    X, Y = make_windows(180, args.context, args.horizon)
    loader = DataLoader(TensorDataset(X, Y), batch_size=16, shuffle=True, drop_last=True)
    model = GRUForecaster(12, args.horizon)
    optim = torch.optim.RMSprop(model.parameters(), lr=args.lr)
    loss_fn = LOSSES[args.loss]
    print(f"{len(X)} windows, loss={args.loss}, available={sorted(LOSSES)}")
    for epoch in range(args.epochs):
        acc = 0
        for xb, yb in loader:
            objective = loss_fn(model(xb), yb, tau=args.tau)
            optim.zero_grad()
            objective.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optim.step()
            acc += objective.item()
        print(f"epoch {epoch + 1}: {acc / len(loader):.5f}")


if __name__ == "__main__":
    p = argparse.ArgumentParser()
    p.add_argument("--loss", choices=sorted(LOSSES), default="pinball")
    p.add_argument("--tau", type=float, default=0.9)
    p.add_argument("--context", type=int, default=24)
    p.add_argument("--horizon", type=int, default=6)
    p.add_argument("--epochs", type=int, default=2)
    p.add_argument("--lr", type=float, default=1e-3)
    p.add_argument("--seed", type=int, default=7)
    run(p.parse_args())
