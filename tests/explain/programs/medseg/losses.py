import torch
import torch.nn as nn
import torch.nn.functional as F

REGISTRY = {}


def register(name):
    def deco(cls):
        REGISTRY[name] = cls
        return cls
    return deco


@register("dice")
class SoftDice(nn.Module):
    def __init__(self, smooth=1.0):
        super().__init__()
        self.smooth = smooth

    def forward(self, logits, mask):
        p = logits.sigmoid().flatten(1)
        m = mask.flatten(1)
        inter = (p * m).sum(1)
        dice = (2 * inter + self.smooth) / (p.sum(1) + m.sum(1) + self.smooth)
        return 1 - dice.mean()


@register("focal")
class FocalWithLogits(nn.Module):
    """Focal loss (Lin et al.), binary."""

    def __init__(self, gamma=2.0, alpha=0.25, reduction="mean"):
        super().__init__()
        self.gamma, self.alpha = gamma, alpha
        self.reduction = reduction

    def forward(self, logits, mask):
        bce = F.binary_cross_entropy_with_logits(logits, mask, reduction="none")
        pt = torch.exp(-bce)
        at = self.alpha * mask + (1 - self.alpha) * (1 - mask)
        focal = at * (1 - pt) ** self.gamma * bce
        if self.reduction == "mean":
            return focal.mean()
        elif self.reduction == "sum":
            return focal.sum()
        return focal


class Compose(nn.Module):
    def __init__(self, specs):
        super().__init__()
        self.weights, mods = [], []
        for s in specs:
            s = dict(s)
            kind, w = s.pop("type"), s.pop("weight", 1.0)
            self.weights.append(w)
            mods.append(REGISTRY[kind](**s))
        self.terms = nn.ModuleList(mods)

    def forward(self, logits, mask):
        return sum(w * t(logits, mask) for w, t in zip(self.weights, self.terms))
