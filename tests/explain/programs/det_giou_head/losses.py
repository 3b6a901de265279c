# Copyright (c) TinyDet contributors.
import functools

import torch
import torch.nn as nn
import torch.nn.functional as F

LOSSES = {}


def register(cls):
    LOSSES[cls.__name__] = cls
    return cls


def build_loss(cfg):
    cfg = dict(cfg)
    return LOSSES[cfg.pop('type')](**cfg)


def reduce_loss(loss, reduction):
    if reduction == 'none':
        return loss
    return loss.mean() if reduction == 'mean' else loss.sum()


def weight_reduce_loss(loss, weight=None, reduction='mean', avg_factor=None):
    if weight is not None:
        loss = loss * weight
    if avg_factor is None:
        loss = reduce_loss(loss, reduction)
    elif reduction == 'mean':
        # normalise by the number given by the caller instead of numel()
        eps = torch.finfo(torch.float32).eps
        loss = loss / (avg_factor + eps)
    elif reduction != 'none':
        raise ValueError('avg_factor can not be used with reduction="sum"')
    return loss


def weighted_loss(loss_func):

    @functools.wraps(loss_func)
    def wrapper(pred, target, weight=None, reduction='mean', avg_factor=None, **kwargs):
        raw = loss_func(pred, target, **kwargs)
        return weight_reduce_loss(raw, weight, reduction, avg_factor)

    return wrapper


@weighted_loss
def giou_loss(pred, target, eps=1e-6):
    lt, rb = torch.max(pred[:, :2], target[:, :2]), torch.min(pred[:, 2:], target[:, 2:])
    inter = (rb - lt).clamp(min=0).prod(1)
    area_p = (pred[:, 2:] - pred[:, :2]).prod(1)
    area_t = (target[:, 2:] - target[:, :2]).prod(1)
    union = area_p + area_t - inter + eps
    hull = (torch.max(pred[:, 2:], target[:, 2:]) - torch.min(pred[:, :2], target[:, :2])).prod(1) + eps
    return 1 - (inter / union - (hull - union) / hull)


@weighted_loss
def bce_loss(pred, target):
    return F.binary_cross_entropy_with_logits(pred, target, reduction='none')


@register
class GIoULoss(nn.Module):

    def __init__(self, reduction='mean', loss_weight=1.0):
        super().__init__()
        self.reduction, self.loss_weight = reduction, loss_weight

    def forward(self, pred, target, weight=None, avg_factor=None):
        return self.loss_weight * giou_loss(pred, target, weight, self.reduction, avg_factor)


@register
class BCELoss(nn.Module):

    def __init__(self, reduction='mean', loss_weight=1.0):
        super().__init__()
        self.reduction, self.loss_weight = reduction, loss_weight

    def forward(self, pred, target, weight=None, avg_factor=None):
        return self.loss_weight * bce_loss(pred, target, weight, self.reduction, avg_factor)
