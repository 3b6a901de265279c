"""Importance sampling for SGD: per-sample losses, probing the error on purpose."""
import random
import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F

random.seed(12); np.random.seed(12); torch.manual_seed(12)


class LossHistory:
    def __init__(self, n):
        self.score = torch.ones(n)

    def sample(self, k):
        p = self.score / self.score.sum()
        idx = torch.multinomial(p, k, replacement=True)
        w = 1.0 / (len(p) * p[idx])
        return idx, w

    def update(self, idx, losses):
        self.score[idx] = 0.5 * self.score[idx] + 0.5 * losses.detach().clamp(min=1e-3)


def backward_any(t, weight=None):
    """Works for numbers and for vectors."""
    try:
        t.backward(retain_graph=True)
    except RuntimeError as e:
        if "scalar outputs" not in str(e):
            raise
        print("   (vector of %d, using weights as gradient)" % t.numel())
        t.backward(gradient=weight if weight is not None else torch.ones_like(t))


def per_sample_grad_norms(model, x, y):
    norms = []
    for i in range(len(x)):
        l = F.cross_entropy(model(x[i:i + 1]), y[i:i + 1])
        g = torch.autograd.grad(l, list(model.parameters()))
        norms.append(torch.sqrt(sum(p.pow(2).sum() for p in g)))
    return torch.stack(norms)


x = torch.randn(64, 5)
y = (x[:, 0] * x[:, 1] > 0).long()
model = nn.Sequential(nn.Linear(5, 12), nn.ReLU(), nn.Linear(12, 2))
opt = torch.optim.SGD(model.parameters(), lr=0.1)
hist = LossHistory(len(x))

for step in range(6):
    idx, w = hist.sample(16)
    losses = F.cross_entropy(model(x[idx]), y[idx], reduction="none")
    opt.zero_grad()
    if step == 0:
        backward_any(losses, w / len(w))
    else:
        (w * losses).mean().backward()
    opt.step()
    hist.update(idx, losses)
    print("step %d weighted %.4f plain %.4f" % (step, (w * losses).mean(), losses.mean()))

n = per_sample_grad_norms(model, x[:5], y[:5])
print("grad norms", [round(v, 3) for v in n.tolist()])
