import torch
import torch.nn as nn
import torch.nn.functional as F

from registry import LOSSES


def reduce_loss(loss: torch.Tensor, reduction: str, avg_factor=None) -> torch.Tensor:
    if reduction == "none":
        return loss
    if reduction == "sum":
        return loss.sum()
    if avg_factor is not None:
        return loss.sum() / max(avg_factor, 1)
    return loss.mean()


class _Weighted(nn.Module):
    def __init__(self, reduction: str = "mean", loss_weight: float = 1.0) -> None:
        super().__init__()
        self.reduction = reduction
        self.loss_weight = loss_weight


@LOSSES.register()
class QualityFocalLoss(_Weighted):
    def __init__(self, beta: float = 2.0, **kw) -> None:
        super().__init__(**kw)
        self.beta = beta

    def forward(self, pred, target, avg_factor=None):
        scale = (pred.sigmoid() - target).abs().pow(self.beta)
        raw = F.binary_cross_entropy_with_logits(pred, target, reduction="none") * scale
        return self.loss_weight * reduce_loss(raw, self.reduction, avg_factor)


@LOSSES.register()
class GIoULoss(_Weighted):
    def forward(self, pred, target, avg_factor=None):
        lt = torch.max(pred[:, :2], target[:, :2])
        rb = torch.min(pred[:, 2:], target[:, 2:])
        inter = (rb - lt).clamp(min=0).prod(1)
        area_p = (pred[:, 2:] - pred[:, :2]).clamp(min=0).prod(1)
        area_t = (target[:, 2:] - target[:, :2]).clamp(min=0).prod(1)
        union = area_p + area_t - inter + 1e-7
        hull = (torch.max(pred[:, 2:], target[:, 2:]) - torch.min(pred[:, :2], target[:, :2])).clamp(min=0).prod(1) + 1e-7
        giou = inter / union - (hull - union) / hull
        return self.loss_weight * reduce_loss(1 - giou, self.reduction, avg_factor)
