import numpy as np
import torch
from torch import nn


def make_series(n=120, seed=0):
    rng = np.random.default_rng(seed)
    t = np.arange(n)
    return (np.sin(t / 6) + 0.3 * np.cos(t / 2.5) + 0.1 * rng.standard_normal(n)).astype(np.float32)


def windows(series, lookback=16, horizon=4):
    xs, ys = [], []
    for i in range(len(series) - lookback - horizon):
        xs.append(series[i:i + lookback])
        ys.append(series[i + lookback:i + lookback + horizon])
    return torch.tensor(np.stack(xs)).unsqueeze(-1), torch.tensor(np.stack(ys))


class ProbGRU(nn.Module):
    """GRU that forecasts a mean and a variance for every step of the horizon."""

    def __init__(self, hidden=16, horizon=4):
        super().__init__()
        self.gru = nn.GRU(1, hidden, batch_first=True)
        self.mean = nn.Linear(hidden, horizon)
        self.log_var = nn.Linear(hidden, horizon)

    def forward(self, x):
        _, h = self.gru(x)
        h = h[-1]
        return self.mean(h), self.log_var(h)


class Forecaster:
    def __init__(self, horizon=4, full_nll=False, per_step=True):
        self.net = ProbGRU(horizon=horizon)
        # per_step: keep the horizon apart, to log the error of each lead time
        self.nll = nn.GaussianNLLLoss(full=full_nll, reduction="none" if per_step else "mean")
        self.opt = torch.optim.Adam(self.net.parameters(), lr=5e-3)

    def fit(self, x, y, epochs=2, bs=25):
        for e in range(epochs):
            order = torch.randperm(len(x))
            losses = []
            for start in range(0, len(x), bs):
                ix = order[start:start + bs]
                mu, log_var = self.net(x[ix])
                step_nll = self.nll(mu, y[ix], log_var.exp()).mean(dim=0)
                self.opt.zero_grad()
                step_nll.backward()
                self.opt.step()
                losses.append(step_nll.detach())
            lead = torch.stack(losses).mean(0)
            print(f"epoch {e}: nll by lead time {[round(v, 3) for v in lead.tolist()]}")
        return self


if __name__ == "__main__":
    torch.manual_seed(0)
    X, Y = windows(make_series())
    print("windows:", tuple(X.shape), tuple(Y.shape))
    Forecaster().fit(X, Y)
