from __future__ import annotations

from dataclasses import dataclass, field
from typing import Iterator, NamedTuple

import torch
import torch.nn.functional as F
from torch import Tensor, nn


class MolBatch(NamedTuple):
    x: Tensor          # atom features
    edge_index: Tensor
    batch: Tensor      # molecule id of each atom
    y: Tensor          # (n_mols, n_tasks), NaN = not measured


@dataclass
class Settings:
    n_feat: int = 6
    hidden: int = 16
    n_tasks: int = 4
    depth: int = 2
    task_weights: list[float] | None = field(default_factory=lambda: [1.0, 0.5, 0.5, 2.0])
    lr: float = 1e-3
    max_steps: int = 8


class MPNN(nn.Module):
    def __init__(self, s: Settings) -> None:
        super().__init__()
        self.inp = nn.Linear(s.n_feat, s.hidden)
        self.msgs = nn.ModuleList(nn.Linear(2 * s.hidden, s.hidden) for _ in range(s.depth))
        self.readout = nn.Linear(s.hidden, s.n_tasks)

    def forward(self, b: MolBatch) -> Tensor:
        h = F.relu(self.inp(b.x))
        src, dst = b.edge_index
        for lin in self.msgs:
            agg = torch.zeros_like(h).index_add(0, dst, h[src])
            h = h + F.relu(lin(torch.cat([h, agg], dim=-1)))
        n_mols = int(b.batch.max()) + 1
        pooled = h.new_zeros(n_mols, h.size(1)).index_add(0, b.batch, h)
        return self.readout(pooled)


class MaskedMSE(nn.Module):
    """MSE over the measured entries; NaN labels are ignored."""

    def __init__(self, task_weights: list[float] | None = None) -> None:
        super().__init__()
        self.w = None if task_weights is None else torch.tensor(task_weights)

    def forward(self, pred: Tensor, y: Tensor) -> Tensor:
        known = ~torch.isnan(y)
        if self.w is None:
            return F.mse_loss(pred[known], y[known])
        sq = (pred - torch.nan_to_num(y)) ** 2
        w = self.w.expand_as(sq)
        return sq[known] * w[known] / w[known].sum()


def molecules(s: Settings, seed: int = 0) -> Iterator[MolBatch]:
    g = torch.Generator().manual_seed(seed)
    sizes = torch.tensor([5, 7, 4, 6, 3])
    batch = torch.repeat_interleave(torch.arange(len(sizes)), sizes)
    n = int(sizes.sum())
    while True:
        edges = torch.randint(0, n, (2, 3 * n), generator=g)
        edges = edges[:, batch[edges[0]] == batch[edges[1]]]
        y = torch.randn(len(sizes), s.n_tasks, generator=g)
        y[torch.rand(y.shape, generator=g) < 0.35] = float("nan")
        yield MolBatch(torch.randn(n, s.n_feat, generator=g), edges, batch, y)


def fit(s: Settings) -> MPNN:
    torch.manual_seed(0)
    model = MPNN(s)
    loss_fn = MaskedMSE(s.task_weights)
    optimizer = torch.optim.AdamW(model.parameters(), lr=s.lr)
    stream = molecules(s)
    step = 0
    while step < s.max_steps:
        data = next(stream)
        optimizer.zero_grad(set_to_none=True)
        loss = loss_fn(model(data), data.y)
        loss.backward()
        optimizer.step()
        step += 1
        if step % 4 == 0:
            print(f"step {step:3d}  loss {loss.item():.4f}  labels {int((~data.y.isnan()).sum())}/{data.y.numel()}")
    return model


if __name__ == "__main__":
    fit(Settings())
