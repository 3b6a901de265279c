from __future__ import annotations

import math
from typing import NamedTuple

import torch
from torch import Tensor, nn

LOG_2PI = math.log(2.0 * math.pi)


class Batch(NamedTuple):
    covariates: Tensor  # [b, c]
    readings: Tensor    # [b, d]


class GaussianRegressor(nn.Module):
    """Mean depends on the covariates, the precision matrix is shared."""

    def __init__(self, n_cov: int, n_sensors: int) -> None:
        super().__init__()
        self.mean = nn.Sequential(nn.Linear(n_cov, 16), nn.SiLU(), nn.Linear(16, n_sensors))
        self.raw_tril = nn.Parameter(torch.eye(n_sensors))

    @property
    def precision_factor(self) -> Tensor:
        strict = self.raw_tril.tril(-1)
        return strict + torch.diag(self.raw_tril.diagonal().exp())

    def nll(self, batch: Batch) -> Tensor:
        L = self.precision_factor
        r = batch.readings - self.mean(batch.covariates)
        mahalanobis = torch.einsum("bi,ik,jk,bj->b", r, L, L, r)
        log_det = 2.0 * torch.log(L.diagonal()).sum()
        d = r.shape[-1]
        return 0.5 * (mahalanobis - log_det + d * LOG_2PI)


def simulate(n: int, n_cov: int, n_sensors: int, gen: torch.Generator) -> Batch:
    x = torch.randn(n, n_cov, generator=gen)
    w = torch.randn(n_cov, n_sensors, generator=gen)
    mix = torch.randn(n_sensors, n_sensors, generator=gen) * 0.3
    noise = torch.randn(n, n_sensors, generator=gen) @ mix
    return Batch(x, x @ w + noise)


def fit(model: GaussianRegressor, data: Batch, *, steps: int, lr: float) -> list[float]:
    optimiser = torch.optim.LBFGS(model.parameters(), lr=lr, max_iter=4)
    history: list[float] = []

    def closure() -> Tensor:
        optimiser.zero_grad()
        nll = model.nll(data)
        nll.backward()
        return nll

    for _ in range(steps):
        history.append(float(optimiser.step(closure).detach()))
    return history


def main() -> None:
    torch.manual_seed(11)
    gen = torch.Generator().manual_seed(11)
    data = simulate(24, 3, 5, gen)
    model = GaussianRegressor(3, 5)
    for i, value in enumerate(fit(model, data, steps=5, lr=0.1)):
        print(f"{i:02d} nll/obs = {value:.4f}")


if __name__ == "__main__":
    main()
