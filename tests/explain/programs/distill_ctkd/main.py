from __future__ import annotations

from dataclasses import dataclass, field

import torch
from torch import nn

from distiller import TEMPERATURES, Distiller


@dataclass
class Cfg:
    seed: int = 3
    temperature: str = "instance"
    weights: dict[str, float] = field(default_factory=lambda: {"ce": 0.1, "kd": 0.9})
    lr: float = 0.05
    epochs: int = 2
    batch: int = 16


class Net(nn.Module):
    def __init__(self, width: int, n_cls: int = 5) -> None:
        super().__init__()
        self.body = nn.Sequential(nn.Conv2d(3, width, 3, 2, 1), nn.ReLU(), nn.AdaptiveAvgPool2d(2), nn.Flatten())
        self.fc = nn.Linear(width * 4, n_cls)

    def forward(self, x):
        f = self.body(x)
        return self.fc(f), f


def main(cfg: Cfg) -> None:
    torch.manual_seed(cfg.seed)
    teacher, student = Net(16), Net(4)
    cls = TEMPERATURES[cfg.temperature]
    temp = cls(64) if cfg.temperature == "instance" else cls()
    d = Distiller(student, teacher, temp)
    opt = torch.optim.SGD([p for p in d.parameters() if p.requires_grad], lr=cfg.lr)
    X, Y = torch.randn(64, 3, 12, 12), torch.randint(0, 5, (64,))

    for epoch in range(cfg.epochs):
        running: dict[str, float] = {}
        for xb, yb in zip(X.split(cfg.batch), Y.split(cfg.batch)):
            losses = d(xb, yb)
            loss = sum(w * losses[k] for k, w in cfg.weights.items())
            opt.zero_grad()
            loss.backward()
            opt.step()
            for k, v in losses.items():
                running[k] = running.get(k, 0.0) + float(v.detach().mean())
        print(epoch, {k: round(v / 4, 4) for k, v in running.items()})


if __name__ == "__main__":
    main(Cfg())
