"""Which input features matter? Saliency + a rank check against the known weights."""
import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F

torch.manual_seed(13)
np.random.seed(13)

N, D, K = 30, 6, 3
true_w = torch.tensor([3.0, 0.0, 0.0, 1.5, 0.0, -2.0])
X = torch.randn(N, D)
y = torch.bucketize(X @ true_w, torch.tensor([-1.5, 1.5]))

clf = nn.Sequential(nn.Linear(D, 12), nn.ReLU(), nn.Linear(12, K))
opt = torch.optim.Adam(clf.parameters(), lr=0.02)

for epoch in range(30):
    per_sample = F.cross_entropy(clf(X), y, reduction="none")
    opt.zero_grad()
    per_sample.backward(gradient=torch.full_like(per_sample, 1 / N))
    opt.step()
print(f"final loss {per_sample.mean().item():.4f}")


def saliency(model, x, cls):
    x = x.clone().requires_grad_(True)
    score = model(x)[:, cls]
    (g,) = torch.autograd.grad(score, x, grad_outputs=torch.ones_like(score))
    return g.abs().mean(0)


def spearman(a, b):
    if a.shape != b.shape:
        raise RuntimeError(f"rank correlation is only defined for equal shapes, got {tuple(a.shape)} and {tuple(b.shape)}")
    ra, rb = a.argsort().argsort().float(), b.argsort().argsort().float()
    return torch.corrcoef(torch.stack([ra, rb]))[0, 1]


maps = torch.stack([saliency(clf, X, c) for c in range(K)])
for c, m in enumerate(maps):
    print("class", c, " ".join(f"{v:.2f}" for v in m.tolist()))

print("spearman per class", [round(spearman(m, true_w.abs()).item(), 2) for m in maps])
print("spearman overall", round(spearman(maps, true_w.abs()).item(), 2))
