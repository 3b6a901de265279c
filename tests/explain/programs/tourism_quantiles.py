"""Probabilistic forecast of monthly tourist arrivals: P10 / P50 / P90."""
from __future__ import annotations

import math
from typing import Sequence

import torch
from torch import Tensor, nn

HORIZON = 6
CONTEXT = 18
QUANTILES = (0.1, 0.5, 0.9)


def make_series(n_regions: int, length: int, g: torch.Generator) -> Tensor:
    month = torch.arange(length).float()
    level = torch.rand(n_regions, 1, generator=g) * 5 + 2
    season = torch.sin(2 * math.pi * month / 12)[None] * torch.rand(n_regions, 1, generator=g)
    noise = 0.1 * torch.randn(n_regions, length, generator=g)
    return level + season + 0.02 * month + noise


class QuantileNet(nn.Module):
    def __init__(self, hidden: int, quantiles: Sequence[float]) -> None:
        super().__init__()
        self.quantiles = tuple(quantiles)
        self.encoder = nn.GRU(1, hidden, batch_first=True)
        self.decoder = nn.Linear(hidden, HORIZON * len(self.quantiles))

    def forward(self, past: Tensor) -> Tensor:
        _, h = self.encoder(past.unsqueeze(-1))
        return self.decoder(h[-1]).view(-1, HORIZON, len(self.quantiles))


def pinball(forecast: Tensor, actual: Tensor, quantiles: Sequence[float]) -> Tensor:
    """Quantile (pinball) loss of a [B, H, Q] forecast."""
    per_q = []
    for k, q in enumerate(quantiles):
        err = actual - forecast[..., k]
        per_q.append(torch.maximum(q * err, (q - 1) * err).mean())
    return torch.stack(per_q)


def crossing_penalty(forecast: Tensor) -> Tensor:
    gaps = forecast[..., 1:] - forecast[..., :-1]
    return torch.relu(-gaps).mean()


def scale(window: Tensor) -> tuple[Tensor, Tensor]:
    mu = window.mean(dim=1, keepdim=True)
    return window / mu, mu


def coverage(forecast: Tensor, actual: Tensor) -> float:
    inside = (actual >= forecast[..., 0]) & (actual <= forecast[..., -1])
    return inside.float().mean().item()


def fit(epochs: int = 4, lr: float = 5e-3) -> None:
    g = torch.Generator().manual_seed(1913)
    torch.manual_seed(1913)
    series = make_series(12, 60, g)
    net = QuantileNet(16, QUANTILES)
    optim = torch.optim.RAdam(net.parameters(), lr=lr)

    for epoch in range(epochs):
        for start in range(0, 60 - CONTEXT - HORIZON, 9):
            past, mu = scale(series[:, start:start + CONTEXT])
            future = series[:, start + CONTEXT:start + CONTEXT + HORIZON] / mu
            forecast = net(past)
            objective = pinball(forecast, future, net.quantiles) + 0.5 * crossing_penalty(forecast)
            optim.zero_grad()
            objective.backward()
            nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optim.step()
        print(f"epoch {epoch}: 80% interval covers {coverage(forecast.detach(), future):.0%}")


if __name__ == "__main__":
    fit()
