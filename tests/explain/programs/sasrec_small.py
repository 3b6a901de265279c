import math
import random
from collections import defaultdict

import torch
import torch.nn as nn
import torch.nn.functional as F

MAXLEN = 10
N_ITEM = 60


class SASRec(nn.Module):
    def __init__(self, d=16, heads=2, blocks=1):
        super().__init__()
        self.item = nn.Embedding(N_ITEM + 1, d, padding_idx=0)
        self.pos = nn.Embedding(MAXLEN, d)
        layer = nn.TransformerEncoderLayer(d, heads, d, dropout=0.1, batch_first=True)
        self.enc = nn.TransformerEncoder(layer, blocks)
        self.register_buffer("causal", torch.triu(torch.full((MAXLEN, MAXLEN), float("-inf")), 1))

    def forward(self, seq):
        h = self.item(seq) * math.sqrt(self.item.embedding_dim) + self.pos.weight
        return self.enc(h, mask=self.causal)

    def score(self, h, items):
        return (h * self.item(items)).sum(-1)


class AverageMeter:
    def __init__(self):
        self.sum, self.n = defaultdict(float), defaultdict(int)

    def add(self, n, **scores):
        for name, value in scores.items():
            self.sum[name] += value.item() * n
            self.n[name] += n

    def __str__(self):
        return " ".join(f"{k}={self.sum[k] / self.n[k]:.4f}" for k in self.sum)


def ranks(model, seq, target, n_neg=40):
    h = model(seq)[:, -1]
    negatives = torch.randint(1, N_ITEM + 1, (len(seq), n_neg))
    cand = torch.cat([target[:, None], negatives], 1)
    s = model.score(h[:, None], cand)
    return (s[:, 1:] > s[:, :1]).sum(1).float()


def hit_at(rank, k):
    return (rank < k).float().mean()


def ndcg_at(rank, k):
    gain = 1 / torch.log2(rank + 2)
    return torch.where(rank < k, gain, torch.zeros_like(gain))


@torch.no_grad()
def evaluate(model, data, k=10):
    model.eval()
    meter = AverageMeter()
    for chunk in data.split(8):
        r = ranks(model, chunk[:, :-1], chunk[:, -1])
        meter.add(len(chunk), HR=hit_at(r, k), NDCG=ndcg_at(r, k))
    model.train()
    return meter


def bce_loss(model, seq, pos):
    neg = torch.randint(1, N_ITEM + 1, pos.shape)
    h = model(seq)
    lp, ln = model.score(h, pos), model.score(h, neg)
    return F.softplus(-lp).mean() + F.softplus(ln).mean()


if __name__ == "__main__":
    random.seed(6)
    torch.manual_seed(6)
    logs = torch.randint(1, N_ITEM + 1, (32, MAXLEN + 1))
    model = SASRec()
    optim = torch.optim.Adam(model.parameters(), lr=1e-3, betas=(0.9, 0.98))
    for epoch in range(1, 4):
        for chunk in logs[torch.randperm(len(logs))].split(8):
            loss = bce_loss(model, chunk[:, :-1], chunk[:, 1:])
            optim.zero_grad()
            loss.backward()
            optim.step()
        print(f"epoch {epoch} loss {loss.item():.4f}")
        print(f"epoch {epoch} valid {evaluate(model, logs)}")
