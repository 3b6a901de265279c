# Online pairwise ranker: one query arrives, one update.
import torch
from torch import nn

torch.manual_seed(21)


def stream(n_queries, d=6):
    w = torch.randn(d)
    for q in range(n_queries):
        docs = torch.randn(5, d)
        rel = docs @ w
        order = rel.argsort(descending=True)
        best = docs[order[0]]
        rest = docs[order[-1:]]
        yield q, best, rest


class Scorer(nn.Module):
    def __init__(self, d=6):
        super().__init__()
        self.f = nn.Sequential(nn.Linear(d, 12), nn.Tanh(), nn.Linear(12, 1))

    def forward(self, x):
        return self.f(x).squeeze(-1)


def violated_pairs(s_pos, s_neg, margin=0.3):
    """hinge of the pairs that are still in the wrong order"""
    h = margin - (s_pos - s_neg)
    return h[h > 0]


scorer = Scorer()
optimizer = torch.optim.SGD(scorer.parameters(), lr=0.2)
seen, updates = 0, 0

for q, best, rest in stream(40):
    seen += 1
    hinge = violated_pairs(scorer(best), scorer(rest))
    optimizer.zero_grad()
    hinge.backward()
    optimizer.step()
    updates += 1
    if q % 10 == 0:
        print(f"query {q}: pairs {hinge.numel()}, hinge {hinge.sum().item():.3f}")

print("queries", seen, "updates", updates)
