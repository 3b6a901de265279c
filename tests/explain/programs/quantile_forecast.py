# Multi-horizon quantile forecaster (MQ-RNN style) for the store demand kernel
import argparse

import numpy as np
import torch
import torch.nn as nn


def parse():
    ap = argparse.ArgumentParser()
    ap.add_argument('--quantiles', type=float, nargs='+', default=[0.1, 0.5, 0.9])
    ap.add_argument('--lookback', type=int, default=28)
    ap.add_argument('--horizon', type=int, default=7)
    ap.add_argument('--epochs', type=int, default=3)
    ap.add_argument('--bs', type=int, default=16)
    return ap.parse_args()


def demand_series(n_stores=4, n_days=120, seed=2020):
    rng = np.random.default_rng(seed)
    t = np.arange(n_days)
    weekly = 10 + 4 * np.sin(2 * np.pi * t / 7)
    return np.stack([rng.poisson(weekly * (1 + 0.2 * k)) for k in range(n_stores)]).astype(np.float32)


class Windows(torch.utils.data.Dataset):
    def __init__(self, series, lookback, horizon):
        self.items = []
        for s in series:
            s = (s - s.mean()) / s.std()
            for i in range(0, len(s) - lookback - horizon, 3):
                self.items.append((s[i:i + lookback], s[i + lookback:i + lookback + horizon]))

    def __len__(self):
        return len(self.items)

    def __getitem__(self, i):
        a, b = self.items[i]
        return torch.from_numpy(a), torch.from_numpy(b)


class MQRNN(nn.Module):
    def __init__(self, horizon, n_q, hid=24):
        super().__init__()
        self.gru = nn.GRU(1, hid, batch_first=True)
        self.proj = nn.Linear(hid, horizon * n_q)
        self.shape = (horizon, n_q)

    def forward(self, x):
        _, h = self.gru(x.unsqueeze(-1))
        return self.proj(h[-1]).view(-1, *self.shape)


def pinball(y_hat, y, quantiles):
    """sum over horizon, mean over batch, for every quantile"""
    losses = []
    for k, q in enumerate(quantiles):
        err = y - y_hat[..., k]
        losses.append(torch.max((q - 1) * err, q * err).sum(dim=1))
    return torch.stack(losses, dim=1).mean(dim=0)


def crossing(y_hat):
    return torch.relu(y_hat[..., :-1] - y_hat[..., 1:]).mean()


def main():
    args = parse()
    torch.manual_seed(2020)
    ds = Windows(demand_series(), args.lookback, args.horizon)
    dl = torch.utils.data.DataLoader(ds, batch_size=args.bs, shuffle=True)
    net = MQRNN(args.horizon, len(args.quantiles))
    opt = torch.optim.Adam(net.parameters(), 2e-3)
    sched = torch.optim.lr_scheduler.StepLR(opt, 1, 0.8)
    print('windows:', len(ds), 'quantiles:', args.quantiles)
    for ep in range(args.epochs):
        hist = []
        for x, y in dl:
            y_hat = net(x)
            q_loss = pinball(y_hat, y, args.quantiles)
            loss = q_loss + 0.1 * crossing(y_hat)
            opt.zero_grad()
            loss.backward()
            opt.step()
            hist.append(q_loss.detach().sum())
        sched.step()
        print(f'epoch {ep + 1}/{args.epochs}  pinball {torch.stack(hist).mean():.4f}')


if __name__ == '__main__':
    main()
