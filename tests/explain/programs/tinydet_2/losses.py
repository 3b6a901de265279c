import functools

import torch
import torch.nn as nn
import torch.nn.functional as F


def reduce_loss(loss, reduction):
    reduction_enum = F._Reduction.get_enum(reduction)
    # none: 0, elementwise_mean:1, sum: 2
    if reduction_enum == 0:
        return loss
    elif reduction_enum == 1:
        return loss.mean()
    return loss.sum()


def weighted_loss(loss_func):
    """Adds weight / reduction / avg_factor to an elementwise loss."""

    @functools.wraps(loss_func)
    def wrapper(pred, target, weight=None, reduction='mean', avg_factor=None, **kwargs):
        loss = loss_func(pred, target, **kwargs)
        if weight is not None:
            loss = loss * weight
        if avg_factor is None:
            return reduce_loss(loss, reduction)
        if reduction == 'mean':
            return loss.sum() / avg_factor
        if reduction != 'none':
            raise ValueError('avg_factor can not be used with reduction="sum"')
        return loss

    return wrapper


@weighted_loss
def iou_loss(pred, target, eps=1e-6):
    lt = torch.max(pred[:, :2], target[:, :2])
    rb = torch.min(pred[:, 2:], target[:, 2:])
    wh = (rb - lt).clamp(min=0)
    inter = wh[:, 0] * wh[:, 1]
    area_p = (pred[:, 2:] - pred[:, :2]).clamp(min=0).prod(-1)
    area_t = (target[:, 2:] - target[:, :2]).prod(-1)
    ious = (inter / (area_p + area_t - inter + eps)).clamp(min=eps)
    return -ious.log()


@weighted_loss
def binary_cross_entropy(pred, label):
    return F.binary_cross_entropy_with_logits(pred, label, reduction='none')


class IoULoss(nn.Module):
    def __init__(self, eps=1e-6, reduction='mean', loss_weight=1.0):
        super().__init__()
        self.eps, self.reduction, self.loss_weight = eps, reduction, loss_weight

    def forward(self, pred, target, weight=None, avg_factor=None):
        return self.loss_weight * iou_loss(
            pred, target, weight, eps=self.eps, reduction=self.reduction, avg_factor=avg_factor)


class CrossEntropyLoss(nn.Module):
    def __init__(self, reduction='mean', loss_weight=1.0):
        super().__init__()
        self.reduction, self.loss_weight = reduction, loss_weight

    def forward(self, pred, label, weight=None, avg_factor=None):
        return self.loss_weight * binary_cross_entropy(
            pred, label, weight, reduction=self.reduction, avg_factor=avg_factor)
