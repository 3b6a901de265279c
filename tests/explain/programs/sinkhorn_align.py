"""Entropic OT alignment of two single-cell point clouds, log-domain Sinkhorn."""
from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn


@dataclass(frozen=True)
class OTSpec:
    eps: float = 0.1
    n_iter: int = 20
    p: int = 2


def pairwise_cost(x: Tensor, y: Tensor, p: int) -> Tensor:
    # x: (B, n, d), y: (B, m, d) -> (B, n, m)
    return torch.cdist(x, y).pow(p)


def sinkhorn_plan(c: Tensor, spec: OTSpec) -> Tensor:
    b, n, m = c.shape
    log_a = torch.full((b, n), -torch.log(torch.tensor(float(n))).item())
    log_b = torch.full((b, m), -torch.log(torch.tensor(float(m))).item())
    f = torch.zeros(b, n)
    g = torch.zeros(b, m)
    k = 0
    while k < spec.n_iter:
        f = spec.eps * (log_a - torch.logsumexp((g[:, None, :] - c) / spec.eps, dim=2))
        g = spec.eps * (log_b - torch.logsumexp((f[:, :, None] - c) / spec.eps, dim=1))
        k += 1
    return ((f[:, :, None] + g[:, None, :] - c) / spec.eps).exp()


def ot_distance(x: Tensor, y: Tensor, spec: OTSpec = OTSpec(), reduction: str = "none") -> Tensor:
    c = pairwise_cost(x, y, spec.p)
    with torch.no_grad():
        plan = sinkhorn_plan(c, spec)
    d = torch.einsum("bij,bij->b", plan, c)
    if reduction == "mean":
        return d.mean()
    if reduction == "sum":
        return d.sum()
    return d


def sinkhorn_divergence(x: Tensor, y: Tensor, spec: OTSpec) -> Tensor:
    xy = ot_distance(x, y, spec)
    xx = ot_distance(x, x, spec)
    yy = ot_distance(y, y, spec)
    return xy - 0.5 * (xx + yy)


class Transport(nn.Module):
    """Residual map T(x) = x + g(x)."""

    def __init__(self, dim: int, hidden: int = 32) -> None:
        super().__init__()
        self.g = nn.Sequential(nn.Linear(dim, hidden), nn.SiLU(), nn.Linear(hidden, dim))

    def forward(self, x: Tensor) -> Tensor:
        return x + self.g(x)


def fit(src: Tensor, tgt: Tensor, steps: int = 4) -> Transport:
    spec = OTSpec(eps=0.2)
    net = Transport(src.shape[-1])
    opt = torch.optim.Adam(net.parameters(), 3e-3)
    for t in range(steps):
        moved = net(src)
        fit_term = sinkhorn_divergence(moved, tgt, spec)
        displacement = (moved - src).square().sum(-1).mean()
        objective = fit_term + 1e-2 * displacement
        opt.zero_grad()
        objective.backward()
        opt.step()
        print(t, "S_eps", f"{objective.item():.4f}")
    return net


if __name__ == "__main__":
    torch.manual_seed(11)
    donors, cells, genes = 4, 12, 5
    control = torch.randn(donors, cells, genes)
    treated = torch.randn(donors, cells, genes) * 0.7 + 1.0
    print("donors", donors, "| per-donor distance before:",
          [round(v, 2) for v in ot_distance(control, treated).tolist()])
    T = fit(control, treated)
    print("after:", ot_distance(T(control), treated).mean().item())
