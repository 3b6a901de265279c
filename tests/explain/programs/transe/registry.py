"""Losses that can be chosen from the config by name."""
from functools import partial

import torch
import torch.nn.functional as F


def _self_adversarial(pos, neg, temperature=0.5, gamma=6.0):
    weight = torch.softmax(neg * temperature, dim=-1).detach()
    neg_part = (weight * F.logsigmoid(-neg - gamma)).sum(-1)
    pos_part = F.logsigmoid(pos + gamma).squeeze(-1)
    return -(pos_part.mean() + neg_part.mean()) / 2


def _pairwise(pos, neg, fn):
    target = torch.ones_like(neg)
    return fn(pos.expand_as(neg), neg, target)


LOSSES = {
    "adversarial": _self_adversarial,
    "margin": partial(_pairwise, fn=partial(F.margin_ranking_loss, margin=1.0, reduction="none")),
    "logistic": partial(_pairwise, fn=lambda p, n, t: F.softplus(n - p).mean()),
}


def build_loss(name):
    if name not in LOSSES:
        raise KeyError(f"unknown loss {name!r}, choose from {sorted(LOSSES)}")
    return LOSSES[name]
