import functools

import torch.nn as nn


class Registry:
    """简化版 mmcv.Registry"""

    def __init__(self, name):
        self.name, self._modules = name, {}

    def register_module(self):
        def deco(cls):
            self._modules[cls.__name__] = cls
            return cls
        return deco

    def build(self, cfg):
        cfg = dict(cfg)
        kind = cfg.pop("type")
        if kind not in self._modules:
            raise KeyError(f"{kind} is not in the {self.name} registry")
        return self._modules[kind](**cfg)


LOSSES = Registry("loss")


def reduce_loss(loss, reduction):
    if reduction == "none":
        return loss
    return {"mean": loss.mean, "sum": loss.sum}[reduction]()


def weighted_loss(func):
    """装饰器: 给逐元素损失加上权重与归约"""

    @functools.wraps(func)
    def wrapper(pred, target, weight=None, reduction="mean", avg_factor=None, **kw):
        loss = func(pred, target, **kw)
        if weight is not None:
            loss = loss * weight
        if avg_factor is not None and reduction == "mean":
            return loss.sum() / avg_factor
        return reduce_loss(loss, reduction)
    return wrapper


@weighted_loss
def smooth_l1(pred, target, beta=1.0):
    diff = (pred - target).abs()
    return (diff < beta) * 0.5 * diff * diff / beta + (diff >= beta) * (diff - 0.5 * beta)


@LOSSES.register_module()
class SmoothL1Loss(nn.Module):
    def __init__(self, beta=1.0, reduction="mean", loss_weight=1.0):
        super().__init__()
        self.beta, self.reduction, self.loss_weight = beta, reduction, loss_weight

    def forward(self, pred, target, weight=None, avg_factor=None):
        return self.loss_weight * smooth_l1(pred, target, weight, reduction=self.reduction,
                                            avg_factor=avg_factor, beta=self.beta)


@LOSSES.register_module()
class CrossEntropyLoss(nn.Module):
    def __init__(self, loss_weight=1.0, reduction="mean"):
        super().__init__()
        self.ce = nn.CrossEntropyLoss(reduction=reduction)
        self.loss_weight = loss_weight

    def forward(self, cls_score, label):
        return self.loss_weight * self.ce(cls_score, label)
