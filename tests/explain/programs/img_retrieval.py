import functools
import random

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F

SEED = 99
N_ID, PER_ID, DIM = 6, 3, 20


class Sampler:
    """P x K sampler, infinite."""

    def __init__(self, feats, ids, p=3, k=2):
        self.feats, self.ids, self.p, self.k = feats, ids, p, k

    def __iter__(self):
        while True:
            chosen = np.random.choice(N_ID, self.p, replace=False)
            idx = np.concatenate([np.random.choice(np.where(self.ids == c)[0], self.k, replace=False) for c in chosen])
            yield self.feats[idx], torch.as_tensor(self.ids[idx])


def batch_hard(emb, y):
    with torch.no_grad():
        d = torch.cdist(emb, emb)
        same = y[:, None] == y[None, :]
        pos = (d * same).argmax(1)
        neg = (d + 1e6 * same).argmin(1)
    return emb, emb[pos], emb[neg]


MINERS = {"batch_hard": batch_hard}

CRITERIA = {
    "triplet": functools.partial(F.triplet_margin_loss, margin=0.3),
    "triplet_swap": functools.partial(F.triplet_margin_loss, margin=0.3, swap=True, reduction="none"),
    "cosine": lambda a, p, n: (F.cosine_similarity(a, n) - F.cosine_similarity(a, p) + 0.3).clamp(min=0).mean(),
}


class Retrieval(nn.Module):
    def __init__(self, miner="batch_hard", criterion="triplet_swap", center_w=0.01):
        super().__init__()
        self.backbone = nn.Sequential(nn.Linear(DIM, 32), nn.BatchNorm1d(32), nn.ReLU(), nn.Linear(32, 8))
        self.centers = nn.Parameter(torch.randn(N_ID, 8))
        self.mine = MINERS[miner]
        self.crit = CRITERIA[criterion]
        self.center_w = center_w

    def forward(self, x):
        return F.normalize(self.backbone(x))

    def training_loss(self, x, y):
        z = self(x)
        metric = self.crit(*self.mine(z, y))
        center = (z - self.centers[y]).pow(2).sum(1).mean()
        return metric + self.center_w * center


def recall_at_1(model, feats, ids):
    model.eval()
    with torch.no_grad():
        z = model(feats)
        s = z @ z.t()
        s.fill_diagonal_(-2)
        r = (ids[s.argmax(1).numpy()] == ids).mean()
    model.train()
    return r


def run():
    random.seed(SEED)
    np.random.seed(SEED)
    torch.manual_seed(SEED)
    ids = np.repeat(np.arange(N_ID), PER_ID)
    proto = torch.randn(N_ID, DIM)
    feats = proto[ids] + 0.5 * torch.randn(len(ids), DIM)
    model = Retrieval()
    opt = torch.optim.SGD(model.parameters(), lr=0.05, momentum=0.9)
    for step, (x, y) in enumerate(Sampler(feats, ids)):
        if step == 6:
            break
        opt.zero_grad(set_to_none=True)
        model.training_loss(x, y).backward()
        opt.step()
        if step % 2 == 0:
            print(f"step {step:02d} R@1 {recall_at_1(model, feats, ids):.3f}")


run()
