"""Hourly load of one substation -> sliding windows."""
from dataclasses import dataclass

import numpy as np
import torch


@dataclass
class WindowSpec:
    history: int = 24
    horizon: int = 6
    stride: int = 3


class StandardScaler:
    def fit(self, arr: np.ndarray) -> "StandardScaler":
        self.mean_ = arr.mean()
        self.std_ = arr.std() + 1e-8
        return self

    def transform(self, arr):
        return (arr - self.mean_) / self.std_

    def inverse_transform(self, arr):
        return arr * self.std_ + self.mean_

    def to_megawatt(self, batch: torch.Tensor) -> torch.Tensor:
        values = batch.detach().cpu().numpy()
        return torch.as_tensor(self.inverse_transform(values), dtype=batch.dtype)


def synthetic_load(days: int = 10, seed: int = 0) -> np.ndarray:
    rng = np.random.default_rng(seed)
    t = np.arange(24 * days)
    return 55 + 12 * np.sin(2 * np.pi * t / 24) + 3 * rng.standard_normal(len(t))


def windows(series: np.ndarray, spec: WindowSpec):
    n = len(series) - spec.history - spec.horizon
    starts = range(0, n, spec.stride)
    X = np.stack([series[s:s + spec.history] for s in starts])
    Y = np.stack([series[s + spec.history:s + spec.history + spec.horizon] for s in starts])
    return torch.tensor(X, dtype=torch.float32), torch.tensor(Y, dtype=torch.float32)
