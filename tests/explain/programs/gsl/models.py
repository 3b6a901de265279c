import torch
import torch.nn as nn
import torch.nn.functional as F


class GraphLearner(nn.Module):
    """k-NN style adjacency from a learned weighted cosine similarity (cf. IDGL, SLAPS)."""

    def __init__(self, in_dim, heads=2, threshold=0.1):
        super().__init__()
        self.w = nn.Parameter(torch.rand(heads, in_dim))
        self.threshold = threshold

    def forward(self, x):
        z = F.normalize(x[None] * self.w[:, None], dim=-1)
        sim = (z @ z.transpose(1, 2)).mean(0)
        sim = sim * (sim > self.threshold)
        return sim / sim.sum(1, keepdim=True).clamp(min=1e-6)


class GCN(nn.Module):
    def __init__(self, in_dim, hid, n_cls, p=0.3):
        super().__init__()
        self.l1, self.l2, self.p = nn.Linear(in_dim, hid), nn.Linear(hid, n_cls), p

    def forward(self, x, a):
        h = F.relu(a @ self.l1(x))
        return a @ self.l2(F.dropout(h, self.p, self.training))


def smoothness(x, a):
    return (a * torch.cdist(x, x).pow(2)).mean()
