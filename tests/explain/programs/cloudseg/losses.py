"""Losses for the cloud mask challenge."""
import torch
import torch.nn as nn
import torch.nn.functional as F


class FocalLoss(nn.Module):
    def __init__(self, gamma=2.0, alpha=0.25):
        super().__init__()
        self.gamma = gamma
        self.alpha = alpha

    def forward(self, logits, target):
        bce = F.binary_cross_entropy_with_logits(logits, target, reduction="none")
        pt = torch.exp(-bce)
        return (self.alpha * (1 - pt) ** self.gamma * bce).mean()


class SoftDice(nn.Module):
    def __init__(self, eps=1.0):
        super().__init__()
        self.eps = eps

    def forward(self, logits, target):
        prob = torch.sigmoid(logits).flatten(1)
        target = target.flatten(1)
        inter = (prob * target).sum(1)
        denom = prob.sum(1) + target.sum(1)
        score = (2 * inter + self.eps) / (denom + self.eps)
        return 1 - score


class MixedLoss(nn.Module):
    def __init__(self, focal_weight, gamma):
        super().__init__()
        self.w = focal_weight
        self.parts = nn.ModuleDict({"focal": FocalLoss(gamma), "dice": SoftDice()})

    def forward(self, logits, target):
        out = {k: crit(logits, target) for k, crit in self.parts.items()}
        out["loss"] = self.w * out["focal"] + (1 - self.w) * out["dice"]
        return out
