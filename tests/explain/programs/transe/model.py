import torch
from torch import nn


class TransE(nn.Module):
    def __init__(self, n_ent, n_rel, dim, p=1):
        super().__init__()
        self.p = p
        self.ent = nn.Embedding(n_ent, dim)
        self.rel = nn.Embedding(n_rel, dim)
        bound = 6 / dim ** 0.5
        nn.init.uniform_(self.ent.weight, -bound, bound)
        nn.init.uniform_(self.rel.weight, -bound, bound)

    @torch.no_grad()
    def renorm(self):
        self.ent.weight.div_(self.ent.weight.norm(dim=1, keepdim=True).clamp(min=1.0))

    def score(self, h, r, t):
        """Higher is better. Shapes (B, 1) and (B, K) broadcast."""
        return -(self.ent(h) + self.rel(r) - self.ent(t)).norm(p=self.p, dim=-1)

    def relation_penalty(self, r):
        return self.rel(r).pow(2).sum(-1).mean()
