from typing import Dict

import torch
import torch.nn.functional as F
from torch import Tensor, nn


class SharedBottom(nn.Module):
    """Shared trunk, one tower per task: churn (binary), spend (real), segment (4-way)."""

    def __init__(self, n_features: int, width: int = 24) -> None:
        super().__init__()
        self.trunk = nn.Sequential(nn.Linear(n_features, width), nn.GELU(), nn.LayerNorm(width))
        self.towers = nn.ModuleDict({
            "churn": nn.Linear(width, 1),
            "spend": nn.Linear(width, 1),
            "segment": nn.Linear(width, 4),
        })

    def forward(self, x: Tensor) -> Dict[str, Tensor]:
        h = self.trunk(x)
        return {k: t(h) for k, t in self.towers.items()}


TASK_LOSS = {
    "churn": lambda o, y: F.binary_cross_entropy_with_logits(o.squeeze(-1), y),
    "spend": lambda o, y: F.huber_loss(o.squeeze(-1), y),
    "segment": F.cross_entropy,
}


def task_losses(out: Dict[str, Tensor], y: Dict[str, Tensor]) -> Dict[str, Tensor]:
    return {k: TASK_LOSS[k](out[k], y[k]) for k in out}
