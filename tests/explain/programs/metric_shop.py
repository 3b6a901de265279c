"""
metric learning on product embeddings
"""
from dataclasses import dataclass, field
from typing import List, Tuple

import torch
from torch import Tensor, nn
import torch.nn.functional as F


class MetricLoss(nn.Module):
    """Common parent: subclasses give per-sample values, the parent reduces."""

    reduction: str = "none"

    def __init__(self, weight: float = 1.0):
        super().__init__()
        self.weight = weight

    def per_sample(self, emb: Tensor, labels: Tensor) -> Tensor:
        raise NotImplementedError

    def forward(self, emb: Tensor, labels: Tensor) -> Tensor:
        value = self.weight * self.per_sample(emb, labels)
        if self.reduction == "mean":
            value = value.mean()
        return value


class CenterLoss(MetricLoss):
    reduction = "mean"

    def __init__(self, n_classes: int, dim: int, **kw):
        super().__init__(**kw)
        self.centers = nn.Parameter(torch.randn(n_classes, dim))

    def per_sample(self, emb, labels):
        return (emb - self.centers[labels]).pow(2).sum(1)


class BatchHardTriplet(MetricLoss):
    def __init__(self, margin: float = 0.3, **kw):
        super().__init__(**kw)
        self.margin = margin

    def per_sample(self, emb, labels):
        dist = torch.cdist(emb, emb)
        same = labels[:, None] == labels[None, :]
        hardest_pos = dist.masked_fill(~same, 0).max(1).values
        hardest_neg = dist.masked_fill(same, 1e4).min(1).values
        return F.relu(hardest_pos - hardest_neg + self.margin)


@dataclass
class Setup:
    n_classes: int = 4
    dim: int = 6
    batch: int = 20
    steps: int = 5
    hidden: List[int] = field(default_factory=lambda: [16])


def backbone(s: Setup) -> nn.Module:
    sizes = [12, *s.hidden]
    mods: List[nn.Module] = []
    for a, b in zip(sizes, sizes[1:]):
        mods += [nn.Linear(a, b), nn.LeakyReLU()]
    return nn.Sequential(*mods, nn.Linear(sizes[-1], s.dim))


def sample(s: Setup) -> Tuple[Tensor, Tensor]:
    y = torch.arange(s.n_classes).repeat(s.batch // s.n_classes)
    return torch.randn(s.batch, 12) + y[:, None], y


def train(s: Setup) -> None:
    torch.manual_seed(99)
    net = backbone(s)
    losses = nn.ModuleList([
        BatchHardTriplet(margin=0.5),
        CenterLoss(s.n_classes, s.dim, weight=0.01),
    ])
    opt = torch.optim.Adam([*net.parameters(), *losses.parameters()], lr=1e-2)
    for step in range(s.steps):
        x, y = sample(s)
        emb = net(x)
        cost = torch.zeros(())
        for criterion in losses:
            cost = cost + criterion(emb, y)
        opt.zero_grad()
        cost.backward()
        opt.step()
        print(f"step={step} cost={cost:.4f}")


if __name__ == "__main__":
    train(Setup())
