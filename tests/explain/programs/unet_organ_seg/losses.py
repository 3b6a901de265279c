import torch
import torch.nn as nn
import torch.nn.functional as F

LOSSES = {}


def register(cls):
    LOSSES[cls.__name__] = cls
    return cls


def build_loss(c):
    c = dict(c)
    return LOSSES[c.pop("type")](**c)


def onehot(y, k):
    return F.one_hot(y, k).permute(0, 3, 1, 2).float()


@register
class SoftDice(nn.Module):
    def __init__(self, eps=1e-5):
        super().__init__()
        self.eps = eps

    def forward(self, logits, y):
        p = logits.softmax(1)
        t = onehot(y, p.size(1))
        inter = (p * t).sum((0, 2, 3))
        dice = (2 * inter + self.eps) / (p.sum((0, 2, 3)) + t.sum((0, 2, 3)) + self.eps)
        return 1 - dice[1:].mean()


@register
class Focal(nn.Module):
    def __init__(self, gamma=2.0, alpha=0.25):
        super().__init__()
        self.gamma, self.alpha = gamma, alpha

    def forward(self, logits, y):
        ce = F.cross_entropy(logits, y, reduction="none")
        pt = torch.exp(-ce)
        focal = self.alpha * (1 - pt) ** self.gamma * ce
        return focal.mean(dim=(1, 2))


@register
class Boundary(nn.Module):
    def forward(self, logits, y):
        p = logits.softmax(1)[:, 1:].sum(1)
        gx = (p[:, :, 1:] - p[:, :, :-1]).abs()
        ty = (y > 0).float()
        tx = (ty[:, :, 1:] - ty[:, :, :-1]).abs()
        return F.mse_loss(gx, tx)


@register
class CompoundLoss(nn.Module):
    def __init__(self, parts):
        super().__init__()
        self.weights, self.names, mods = [], [], []
        for p in parts:
            p = dict(p)
            self.weights.append(p.pop("weight"))
            self.names.append(p["type"])
            mods.append(build_loss(p))
        self.mods = nn.ModuleList(mods)

    def forward(self, logits, y):
        total, logs = 0.0, {}
        for w, n, m in zip(self.weights, self.names, self.mods):
            v = m(logits, y)
            total = total + w * v
            logs[n] = v.mean().item()
        return total, logs
