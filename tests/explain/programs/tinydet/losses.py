from __future__ import annotations

import torch
import torch.nn as nn
import torch.nn.functional as F


class FocalLoss(nn.Module):
    def __init__(self, alpha: float = 0.25, gamma: float = 2.0, reduction: str = "mean"):
        super().__init__()
        self.alpha, self.gamma, self.reduction = alpha, gamma, reduction

    def forward(self, logits: torch.Tensor, target: torch.Tensor) -> torch.Tensor:
        p = logits.sigmoid()
        ce = F.binary_cross_entropy_with_logits(logits, target, reduction="none")
        p_t = p * target + (1 - p) * (1 - target)
        a_t = self.alpha * target + (1 - self.alpha) * (1 - target)
        loss = a_t * (1 - p_t) ** self.gamma * ce
        if self.reduction == "mean":
            return loss.mean()
        if self.reduction == "sum":
            return loss.sum()
        return loss


class BoxLoss(nn.Module):
    """1 - GIoU for xyxy boxes."""

    def __init__(self, eps: float = 1e-7, reduction: str = "none"):
        super().__init__()
        self.eps = eps
        self.reduction = reduction

    def forward(self, pred: torch.Tensor, gt: torch.Tensor) -> torch.Tensor:
        lt = torch.max(pred[:, :2], gt[:, :2])
        rb = torch.min(pred[:, 2:], gt[:, 2:])
        inter = (rb - lt).clamp(min=0).prod(dim=1)
        area_p = (pred[:, 2:] - pred[:, :2]).prod(dim=1)
        area_g = (gt[:, 2:] - gt[:, :2]).prod(dim=1)
        union = area_p + area_g - inter + self.eps
        hull = (torch.max(pred[:, 2:], gt[:, 2:]) - torch.min(pred[:, :2], gt[:, :2])).prod(dim=1) + self.eps
        giou = inter / union - (hull - union) / hull
        loss = 1 - giou
        return getattr(loss, self.reduction)() if self.reduction != "none" else loss
