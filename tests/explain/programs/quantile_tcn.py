"""Multi-horizon load forecasting with a causal TCN and quantile outputs."""
from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import torch
import torch.nn as nn


@dataclass
class ForecastConfig:
    history: int = 48
    horizon: int = 12
    channels: int = 16
    quantiles: list[float] = field(default_factory=lambda: [0.1, 0.5, 0.9])
    lr: float = 2e-3
    batch_size: int = 24
    epochs: int = 2
    seed: int = 9


def average(err: torch.Tensor, over=(0, 1)) -> torch.Tensor:
    """mean over series and horizon"""
    return err.mean(dim=over)


class CausalBlock(nn.Module):
    def __init__(self, c_in: int, c_out: int, dilation: int):
        super().__init__()
        self.pad = nn.ConstantPad1d((2 * dilation, 0), 0.0)
        self.conv = nn.Conv1d(c_in, c_out, 3, dilation=dilation)
        self.skip = nn.Conv1d(c_in, c_out, 1)

    def forward(self, x):
        return torch.relu(self.conv(self.pad(x))) + self.skip(x)


class QuantileTCN(nn.Module):
    def __init__(self, cfg: ForecastConfig):
        super().__init__()
        self.cfg = cfg
        self.blocks = nn.Sequential(*[CausalBlock(1 if i == 0 else cfg.channels, cfg.channels, 2 ** i) for i in range(3)])
        self.head = nn.Linear(cfg.channels, cfg.horizon * len(cfg.quantiles))

    def forward(self, x):
        h = self.blocks(x.unsqueeze(1))[..., -1]
        return self.head(h).view(len(x), self.cfg.horizon, -1)


class Pinball(nn.Module):
    def __init__(self, quantiles):
        super().__init__()
        self.register_buffer("q", torch.tensor(quantiles))

    def forward(self, y_hat, y):
        e = y.unsqueeze(-1) - y_hat
        return average(torch.maximum(self.q * e, (self.q - 1) * e))


def make_windows(cfg: ForecastConfig, n: int = 96):
    t = np.arange(cfg.history + cfg.horizon)[None] + np.random.randint(0, 500, (n, 1))
    s = np.sin(2 * np.pi * t / 24) + 0.2 * np.random.randn(*t.shape)
    s = torch.tensor(s, dtype=torch.float32)
    return s[:, :cfg.history], s[:, cfg.history:]


def fit(cfg: ForecastConfig):
    X, Y = make_windows(cfg)
    model, pinball = QuantileTCN(cfg), Pinball(cfg.quantiles)
    opt = torch.optim.Adam(model.parameters(), lr=cfg.lr)
    mid = cfg.quantiles.index(0.5)
    for epoch in range(cfg.epochs):
        for idx in torch.randperm(len(X)).split(cfg.batch_size):
            y_hat = model(X[idx])
            mae = average((y_hat[..., mid] - Y[idx]).abs().detach())
            risk = pinball(y_hat, Y[idx])
            opt.zero_grad(set_to_none=True)
            risk.backward()
            opt.step()
        print(f"epoch {epoch}: MAE(median)={mae.item():.3f} pinball={risk.item():.3f}")
    return model


if __name__ == "__main__":
    config = ForecastConfig()
    np.random.seed(config.seed)
    torch.manual_seed(config.seed)
    fit(config)
