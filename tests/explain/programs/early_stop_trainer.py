"""Tabular regression with early stopping."""
from __future__ import annotations

import copy
from dataclasses import dataclass, field
from typing import Callable, List, Optional

import torch
from torch import nn, optim


@dataclass
class EarlyStopping:
    patience: int = 5
    best: float = float("inf")
    bad: int = 0
    state: Optional[dict] = None

    def __call__(self, score: float, model: nn.Module) -> bool:
        if score < self.best:
            self.best, self.bad = score, 0
            self.state = copy.deepcopy(model.state_dict())
        else:
            self.bad += 1
        return self.bad >= self.patience


@dataclass
class Trainer:
    model: nn.Module
    criterion: nn.Module
    optimizer: optim.Optimizer
    callbacks: List[Callable[["Trainer"], None]] = field(default_factory=list)
    epoch: int = 0

    def fit_epoch(self, X, y, bs=25):
        self.model.train()
        total = 0.0
        perm = torch.randperm(len(X))
        for i in range(0, len(X), bs):
            idx = perm[i:i + bs]
            err = self.criterion(self.model(X[idx]).squeeze(-1), y[idx])
            self.optimizer.zero_grad()
            err.backward()
            self.optimizer.step()
            total += err.item() * len(idx)
        return total / len(X)

    def evaluate(self, X, y):
        self.model.eval()
        torch.set_grad_enabled(False)
        pred = self.model(X).squeeze(-1)
        mae = (pred - y).abs().mean()
        return mae.item()

    def fit(self, train, valid, max_epochs=8, stopper: Optional[EarlyStopping] = None):
        for self.epoch in range(1, max_epochs + 1):
            tr = self.fit_epoch(*train)
            va = self.evaluate(*valid)
            print(f"epoch {self.epoch:02d} train {tr:.4f} valid mae {va:.4f}")
            for cb in self.callbacks:
                cb(self)
            if stopper is not None and stopper(va, self.model):
                print("early stop")
                break
        return self


def decay_lr(tr: Trainer) -> None:
    for grp in tr.optimizer.param_groups:
        grp["lr"] *= 0.95


def make_data(n: int, gen: torch.Generator):
    X = torch.randn(n, 8, generator=gen)
    y = X[:, 0] * X[:, 1] + X[:, 2].abs() + 0.1 * torch.randn(n, generator=gen)
    return X, y


if __name__ == "__main__":
    torch.manual_seed(4)
    gen = torch.Generator().manual_seed(4)
    net = nn.Sequential(nn.Linear(8, 32), nn.ReLU(), nn.Dropout(0.1), nn.Linear(32, 1))
    t = Trainer(net, nn.HuberLoss(), optim.Adam(net.parameters(), lr=1e-2), callbacks=[decay_lr])
    t.fit(make_data(100, gen), make_data(50, gen), stopper=EarlyStopping(patience=3))
    print("finished at epoch", t.epoch)
