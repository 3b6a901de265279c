"""Tiny super-resolution baseline. Losses are looked up by name from a registry."""
from __future__ import annotations

from dataclasses import dataclass, field
from typing import Callable

import torch
import torch.nn.functional as F
from torch import Tensor, nn

LOSSES: dict[str, Callable[..., Tensor]] = {}


def register(name: str):
    def wrap(fn):
        if name in LOSSES:
            raise KeyError(f"{name} registered twice")
        LOSSES[name] = fn
        return fn
    return wrap


@register("l1")
def l1(sr: Tensor, hr: Tensor) -> Tensor:
    return F.l1_loss(sr, hr)


@register("charbonnier")
def charbonnier(sr: Tensor, hr: Tensor, eps: float = 1e-3) -> Tensor:
    diff = sr - hr
    return torch.sqrt(diff * diff + eps ** 2)


@register("edge")
def edge(sr: Tensor, hr: Tensor) -> Tensor:
    def dx(im):
        return im[..., :, 1:] - im[..., :, :-1]
    return (dx(sr) - dx(hr)).abs().mean()


@dataclass
class Config:
    scale: int = 2
    lr: float = 1e-3
    steps: int = 6
    losses: dict[str, float] = field(default_factory=lambda: {"edge": 0.1, "charbonnier": 1.0})


class SRNet(nn.Module):
    def __init__(self, scale: int, ch: int = 12) -> None:
        super().__init__()
        self.head = nn.Conv2d(1, ch, 3, padding=1)
        self.body = nn.Sequential(nn.ReLU(), nn.Conv2d(ch, ch, 3, padding=1), nn.ReLU())
        self.tail = nn.Sequential(nn.Conv2d(ch, scale * scale, 3, padding=1), nn.PixelShuffle(scale))

    def forward(self, x: Tensor) -> Tensor:
        return self.tail(self.body(self.head(x)))


def objective(cfg: Config, sr: Tensor, hr: Tensor) -> tuple[Tensor, dict[str, Tensor]]:
    parts = {k: LOSSES[k](sr, hr) for k in cfg.losses}
    total = torch.zeros(())
    for k, w in cfg.losses.items():
        total = total + w * parts[k]
    return total, parts


def run(cfg: Config) -> None:
    torch.manual_seed(7)
    net = SRNet(cfg.scale)
    opt = torch.optim.Adam(net.parameters(), lr=cfg.lr)
    for step in range(cfg.steps):
        hr = torch.rand(2, 1, 8, 8)
        lr = F.avg_pool2d(hr, cfg.scale)
        total, parts = objective(cfg, net(lr), hr)
        opt.zero_grad(set_to_none=True)
        total.backward()
        opt.step()
        print(step, {k: round(v.detach().mean().item(), 4) for k, v in parts.items()})


if __name__ == "__main__":
    run(Config())
