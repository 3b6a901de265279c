"""Knowledge distillation: teacher -> student, with hint on the penultimate features."""
from __future__ import annotations

import random
from typing import Callable, Dict

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F


class Callback:
    def on_batch_end(self, trainer: "BaseTrainer", logs: Dict[str, float]) -> None: ...
    def on_epoch_end(self, trainer: "BaseTrainer") -> None: ...


class History(Callback):
    def __init__(self) -> None:
        self.rows: list[Dict[str, float]] = []

    def on_batch_end(self, trainer, logs):
        self.rows.append(logs)

    def on_epoch_end(self, trainer):
        keys = self.rows[0].keys()
        print(f"epoch {trainer.epoch}: " + ", ".join(f"{k} {np.mean([r[k] for r in self.rows]):.4f}" for k in keys))
        self.rows.clear()


class BaseTrainer:
    def __init__(self, model, lr=0.05, callbacks=()):
        self.model, self.callbacks, self.epoch = model, list(callbacks), 0
        self.optim = torch.optim.SGD(model.parameters(), lr=lr)

    def compute(self, x, y) -> Dict[str, torch.Tensor]:
        logits, _ = self.model(x)
        return {"ce": F.cross_entropy(logits, y)}

    def fit(self, data, epochs):
        for self.epoch in range(epochs):
            for x, y in data:
                parts = self.compute(x, y)
                objective = torch.stack(torch.broadcast_tensors(*parts.values())).sum(0)
                self.optim.zero_grad()
                objective.backward()
                self.optim.step()
                logs = {k: v.detach().mean().item() for k, v in parts.items()}
                for c in self.callbacks:
                    c.on_batch_end(self, logs)
            for c in self.callbacks:
                c.on_epoch_end(self)
        return self.model


class HintMixin:
    hint_weight = 0.1

    def compute(self, x, y):
        parts = super().compute(x, y)
        with torch.no_grad():
            _, ft = self.teacher(x)
        _, fs = self.model(x)
        parts["hint"] = self.hint_weight * (1 - F.cosine_similarity(fs @ self.proj, ft)).mean()
        return parts


class KDMixin:
    T = 4.0

    def compute(self, x, y):
        parts = super().compute(x, y)
        with torch.no_grad():
            t, _ = self.teacher(x)
        s, _ = self.model(x)
        kl = F.kl_div(F.log_softmax(s / self.T, 1), F.softmax(t / self.T, 1), reduction="none").sum(1)
        parts["kd"] = self.T ** 2 * kl
        return parts


class Distiller(HintMixin, KDMixin, BaseTrainer):
    def __init__(self, student, teacher, **kw):
        super().__init__(student, **kw)
        self.teacher = teacher.eval().requires_grad_(False)
        self.proj = torch.randn(student.dim, teacher.dim) / student.dim ** 0.5


class Net(nn.Module):
    def __init__(self, dim: int, act: Callable[[], nn.Module] = nn.ReLU):
        super().__init__()
        self.dim = dim
        self.f = nn.Sequential(nn.Linear(10, dim), act())
        self.g = nn.Linear(dim, 4)

    def forward(self, x):
        h = self.f(x)
        return self.g(h), h


def main() -> None:
    for f in (random.seed, np.random.seed, torch.manual_seed):
        f(17)
    w = torch.randn(10, 4)
    data = [(x, (x @ w).argmax(1)) for x in torch.randn(5, 8, 10)]
    teacher = BaseTrainer(Net(32), callbacks=[History()]).fit(data, 2)
    print("teacher ready")
    student = Distiller(Net(6, nn.Tanh), teacher, callbacks=[History()]).fit(data, 2)
    with torch.no_grad():
        acc = np.mean([(student(x)[0].argmax(1) == y).float().mean().item() for x, y in data])
    print(f"student accuracy {acc:.3f}")


if __name__ == "__main__":
    main()
