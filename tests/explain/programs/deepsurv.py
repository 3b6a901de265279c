"""
Deep survival model (Cox partial likelihood) on a simulated cohort.

Follows the usual DeepSurv recipe: an MLP maps covariates to a log-risk score,
which is trained with the negative log partial likelihood (Breslow, no ties).
"""
import argparse
import random
from typing import Tuple

import numpy as np
import torch
from torch import Tensor, nn


def simulate_cohort(n: int, p: int, seed: int) -> Tuple[Tensor, Tensor, Tensor]:
    """Exponential survival times with uniform censoring."""
    rng = np.random.default_rng(seed)
    x = rng.normal(size=(n, p))
    beta = np.zeros(p)
    beta[:3] = [0.8, -0.6, 0.4]
    hazard = np.exp(x @ beta)
    t_event = rng.exponential(1.0 / hazard)
    t_cens = rng.uniform(0.2, 3.0, size=n)
    time = np.minimum(t_event, t_cens)
    event = (t_event <= t_cens).astype(np.float32)
    return (torch.tensor(x, dtype=torch.float32),
            torch.tensor(time, dtype=torch.float32),
            torch.tensor(event))


class RiskNet(nn.Module):
    def __init__(self, p: int, hidden: int = 16, dropout: float = 0.1):
        super().__init__()
        self.body = nn.Sequential(nn.Linear(p, hidden), nn.SELU(), nn.Dropout(dropout))
        self.out = nn.Linear(hidden, 1, bias=False)

    def forward(self, x: Tensor) -> Tensor:
        return self.out(self.body(x)).squeeze(-1)


def neg_partial_log_likelihood(log_risk: Tensor, time: Tensor, event: Tensor) -> Tensor:
    """Breslow approximation. Divided by the number of observed events."""
    order = torch.argsort(time, descending=True)
    log_risk, event = log_risk[order], event[order]
    log_denominator = torch.logcumsumexp(log_risk, dim=0)
    contrib = (log_risk - log_denominator) * event
    n_events = event.sum().clamp(min=1.0)
    return -contrib / n_events


def elastic_net(model: nn.Module, l1: float, l2: float) -> Tensor:
    w = torch.cat([p.flatten() for p in model.parameters()])
    return l1 * w.abs().sum() + 0.5 * l2 * w.pow(2).sum()


@torch.no_grad()
def c_index(log_risk: Tensor, time: Tensor, event: Tensor) -> float:
    earlier = (time[:, None] < time[None, :]) & (event[:, None] > 0)
    concordant = log_risk[:, None] > log_risk[None, :]
    return (earlier & concordant).sum().item() / max(earlier.sum().item(), 1)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--n", type=int, default=60)
    parser.add_argument("--p", type=int, default=8)
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--l1", type=float, default=1e-4)
    parser.add_argument("--l2", type=float, default=1e-3)
    parser.add_argument("--seed", type=int, default=2021)
    args = parser.parse_args()

    random.seed(args.seed)
    np.random.seed(args.seed)
    torch.manual_seed(args.seed)

    x, time, event = simulate_cohort(args.n, args.p, args.seed)
    print(f"n={args.n}  events={int(event.sum())}  censored={int((1 - event).sum())}")

    model = RiskNet(args.p)
    optimizer = torch.optim.Adam(model.parameters(), lr=1e-2)
    for epoch in range(args.epochs):
        model.train()
        optimizer.zero_grad()
        log_risk = model(x)
        objective = neg_partial_log_likelihood(log_risk, time, event) + elastic_net(model, args.l1, args.l2)
        objective.backward()
        optimizer.step()
        model.eval()
        print(f"epoch {epoch:02d}  C-index {c_index(model(x), time, event):.3f}")


if __name__ == "__main__":
    main()
