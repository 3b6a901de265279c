from typing import Dict, Tuple

import torch
import torch.nn as nn
import torch.nn.functional as F


def cxcywh_to_xyxy(b: torch.Tensor) -> torch.Tensor:
    c, s = b[..., :2], b[..., 2:]
    return torch.cat([c - s / 2, c + s / 2], -1)


def giou(a: torch.Tensor, b: torch.Tensor) -> torch.Tensor:
    lt, rb = torch.max(a[:, :2], b[:, :2]), torch.min(a[:, 2:], b[:, 2:])
    inter = (rb - lt).clamp(min=0).prod(1)
    area_a, area_b = (a[:, 2:] - a[:, :2]).prod(1), (b[:, 2:] - b[:, :2]).prod(1)
    union = area_a + area_b - inter
    hull = (torch.max(a[:, 2:], b[:, 2:]) - torch.min(a[:, :2], b[:, :2])).clamp(min=0).prod(1)
    return inter / union - (hull - union) / hull


class SetLoss(nn.Module):
    """classification + L1 + GIoU; returns the weighted sum and the parts for logging"""

    def __init__(self, w_cls: float = 1.0, w_l1: float = 5.0, w_giou: float = 2.0) -> None:
        super().__init__()
        self.weights = {"cls": w_cls, "l1": w_l1, "giou": w_giou}

    def forward(self, pred_logits, pred_boxes, labels, boxes) -> Tuple[torch.Tensor, Dict[str, float]]:
        parts = {
            "cls": F.cross_entropy(pred_logits, labels),
            "l1": F.l1_loss(pred_boxes, boxes),
            "giou": (1 - giou(cxcywh_to_xyxy(pred_boxes), cxcywh_to_xyxy(boxes))).mean(),
        }
        total = sum(self.weights[k] * v for k, v in parts.items())
        return total, {k: v.item() for k, v in parts.items()}
