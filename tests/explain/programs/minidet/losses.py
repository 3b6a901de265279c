import torch
import torch.nn as nn
import torch.nn.functional as F

LOSSES = {}
REDUCE = {"mean": torch.mean, "sum": torch.sum}


def register(cls):
    LOSSES[cls.__name__] = cls
    return cls


def build_loss(cfg):
    cfg = cfg.copy()
    return LOSSES[cfg.pop("type")](**cfg)


def reduce_loss(x, how):
    return REDUCE.get(how, lambda v: v)(x)


@register
class FocalLoss(nn.Module):
    def __init__(self, gamma=2.0, alpha=0.25, reduction="mean", loss_weight=1.0):
        super().__init__()
        self.gamma, self.alpha, self.reduction, self.loss_weight = gamma, alpha, reduction, loss_weight

    def forward(self, logits, onehot):
        p = logits.sigmoid()
        pt = (1 - p) * onehot + p * (1 - onehot)
        w = (self.alpha * onehot + (1 - self.alpha) * (1 - onehot)) * pt.pow(self.gamma)
        raw = F.binary_cross_entropy_with_logits(logits, onehot, reduction="none") * w
        return self.loss_weight * reduce_loss(raw, self.reduction)


@register
class GIoULoss(nn.Module):
    def __init__(self, eps=1e-6, reduction="mean", loss_weight=1.0):
        super().__init__()
        self.eps, self.reduction, self.loss_weight = eps, reduction, loss_weight

    def forward(self, pred, gt):
        """distances (l, t, r, b) from the cell"""
        area = lambda d: (d[:, 0] + d[:, 2]) * (d[:, 1] + d[:, 3])
        lo, hi = torch.min(pred, gt), torch.max(pred, gt)
        inter, hull = area(lo), area(hi)
        union = area(pred) + area(gt) - inter
        giou = inter / (union + self.eps) - (hull - union) / (hull + self.eps)
        return self.loss_weight * reduce_loss(1 - giou, self.reduction)


@register
class CenternessLoss(nn.Module):
    def __init__(self, loss_weight=1.0):
        super().__init__()
        self.loss_weight = loss_weight

    def forward(self, logit, target):
        return self.loss_weight * F.binary_cross_entropy_with_logits(logit, target)
