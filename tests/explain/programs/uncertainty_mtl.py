from typing import Dict, List

import torch
import torch.nn as nn
import torch.nn.functional as F


class SharedBackbone(nn.Module):
    """Shared trunk, one head a task."""

    def __init__(self, tasks: Dict[str, int], d: int = 10, h: int = 24) -> None:
        super().__init__()
        self.trunk = nn.Sequential(nn.Linear(d, h), nn.ReLU(), nn.Linear(h, h), nn.ReLU())
        self.heads = nn.ModuleDict({name: nn.Linear(h, out) for name, out in tasks.items()})

    def forward(self, x: torch.Tensor) -> Dict[str, torch.Tensor]:
        z = self.trunk(x)
        return {name: head(z) for name, head in self.heads.items()}


class UncertaintyWeighting(nn.Module):
    """Homoscedastic weighting of Kendall et al. (2018)."""

    def __init__(self, n_tasks: int) -> None:
        super().__init__()
        self.log_vars = nn.Parameter(torch.zeros(n_tasks))

    def forward(self, losses: List[torch.Tensor]) -> torch.Tensor:
        stacked = torch.stack(losses)
        precision = torch.exp(-self.log_vars)
        return precision * stacked + 0.5 * self.log_vars


class MultiTaskTrainer:
    TASKS = {"depth": 1, "normals": 3, "semantic": 5}

    def __init__(self, lr: float = 1e-3) -> None:
        self.model = SharedBackbone(self.TASKS)
        self.balancer = UncertaintyWeighting(len(self.TASKS))
        params = list(self.model.parameters()) + list(self.balancer.parameters())
        self.opt = torch.optim.Adam(params, lr=lr)

    def task_losses(self, out: Dict[str, torch.Tensor], batch: Dict[str, torch.Tensor]):
        depth = F.l1_loss(out["depth"].squeeze(-1), batch["depth"])
        normals = (1 - F.cosine_similarity(out["normals"], batch["normals"], dim=-1)).mean()
        semantic = F.cross_entropy(out["semantic"], batch["semantic"])
        return [depth, normals, semantic]

    def step(self, batch: Dict[str, torch.Tensor]) -> Dict[str, float]:
        out = self.model(batch["x"])
        parts = self.task_losses(out, batch)
        objective = self.balancer(parts)
        self.opt.zero_grad()
        objective.backward()
        self.opt.step()
        logs = {k: v.item() for k, v in zip(self.TASKS, parts)}
        logs["objective"] = objective.item()
        return logs


def fake_batch(n: int = 6) -> Dict[str, torch.Tensor]:
    return {
        "x": torch.randn(n, 10),
        "depth": torch.rand(n),
        "normals": F.normalize(torch.randn(n, 3), dim=-1),
        "semantic": torch.randint(0, 5, (n,)),
    }


if __name__ == "__main__":
    torch.manual_seed(11)
    trainer = MultiTaskTrainer()
    for i in range(4):
        logs = trainer.step(fake_batch())
        print(i, {k: round(v, 4) for k, v in logs.items()})
