"""
Multi-task weighting with homoscedastic uncertainty (Kendall, Gal & Cipolla, 2018)
tasks: depth (regression), normals (regression), semantic class
"""
from typing import Dict

import torch
import torch.nn as nn
import torch.nn.functional as F

TASKS = ("depth", "normal", "semantic")


class SharedTrunk(nn.Module):
    def __init__(self, in_dim: int, hidden: int):
        super().__init__()
        self.fc = nn.Sequential(nn.Linear(in_dim, hidden), nn.ReLU(), nn.Linear(hidden, hidden), nn.ReLU())

    def forward(self, x):
        return self.fc(x)


class MultiTaskNet(nn.Module):
    def __init__(self, in_dim=12, hidden=24, n_cls=5):
        super().__init__()
        self.trunk = SharedTrunk(in_dim, hidden)
        self.heads = nn.ModuleDict({
            "depth": nn.Linear(hidden, 1),
            "normal": nn.Linear(hidden, 3),
            "semantic": nn.Linear(hidden, n_cls),
        })

    def forward(self, x) -> Dict[str, torch.Tensor]:
        h = self.trunk(x)
        return {k: head(h) for k, head in self.heads.items()}


class UncertaintyWeighter(nn.Module):
    def __init__(self, tasks=TASKS):
        super().__init__()
        self.tasks = list(tasks)
        self.log_vars = nn.Parameter(torch.zeros(len(self.tasks)))

    def forward(self, losses: Dict[str, torch.Tensor]) -> torch.Tensor:
        return sum(
            torch.exp(-self.log_vars[i]) * losses[t] + 0.5 * self.log_vars
            for i, t in enumerate(self.tasks)
        )

    def sigmas(self):
        return {t: float(s) for t, s in zip(self.tasks, self.log_vars.mul(0.5).exp())}


def task_losses(out, batch):
    n = F.normalize(out["normal"], dim=-1)
    return {
        "depth": F.l1_loss(out["depth"].squeeze(-1), batch["depth"]),
        "normal": (1 - F.cosine_similarity(n, batch["normal"], dim=-1)).mean(),
        "semantic": F.cross_entropy(out["semantic"], batch["semantic"]),
    }


def fake_batch(bs=20):
    return {
        "x": torch.randn(bs, 12),
        "depth": torch.rand(bs) * 10,
        "normal": F.normalize(torch.randn(bs, 3), dim=-1),
        "semantic": torch.randint(0, 5, (bs,)),
    }


def train(num_iters: int = 25) -> None:
    torch.manual_seed(2018)
    net, weighter = MultiTaskNet(), UncertaintyWeighter()
    optim = torch.optim.AdamW([*net.parameters(), *weighter.parameters()], lr=1e-2)
    for it in range(num_iters):
        batch = fake_batch()
        losses = task_losses(net(batch["x"]), batch)
        if it % 5 == 0:
            print(f"it {it}: " + ", ".join(f"{k}={v.item():.3f}" for k, v in losses.items()),
                  "| sigma", {k: round(v, 3) for k, v in weighter.sigmas().items()})
        objective = weighter(losses)
        optim.zero_grad()
        objective.backward()
        optim.step()


if __name__ == "__main__":
    train()
