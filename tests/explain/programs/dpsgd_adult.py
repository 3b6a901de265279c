"""DP-SGD from scratch (per-example clipping + Gaussian noise) on fake census data."""
import math
from contextlib import contextmanager

import torch
from torch import nn

CLIP, SIGMA, LOT, LR, STEPS = 1.0, 1.1, 16, 0.2, 5


class LogReg(nn.Module):
    def __init__(self, d):
        super().__init__()
        self.fc = nn.Sequential(nn.Linear(d, 8), nn.Tanh(), nn.Linear(8, 1))

    def forward(self, x):
        return self.fc(x).squeeze(-1)


@contextmanager
def fresh_grads(model):
    model.zero_grad(set_to_none=True)
    yield [p for p in model.parameters()]
    model.zero_grad(set_to_none=True)


def clipped_sum(model, losses):
    """sum over the lot of clip(g_i, CLIP); losses is one number per example"""
    acc = [torch.zeros_like(p) for p in model.parameters()]
    norms = []
    for i in range(len(losses)):
        with fresh_grads(model) as params:
            losses[i].backward(retain_graph=i + 1 < len(losses))
            g = [p.grad.clone() for p in params]
        n = torch.sqrt(sum(v.pow(2).sum() for v in g))
        norms.append(n.item())
        scale = min(1.0, CLIP / (n.item() + 1e-12))
        for a, v in zip(acc, g):
            a.add_(v, alpha=scale)
    return acc, norms


def mean_gradient(model, losses):
    """non-private direction, for comparison"""
    with fresh_grads(model) as params:
        losses.backward(torch.full_like(losses, 1.0 / len(losses)))
        return [p.grad.clone() for p in params]


def cosine(a, b):
    fa, fb = (torch.cat([v.flatten() for v in t]) for t in (a, b))
    return (fa @ fb / (fa.norm() * fb.norm() + 1e-12)).item()


def main():
    torch.manual_seed(99)
    X = torch.randn(200, 12)
    y = (X[:, :3].sum(1) + 0.3 * torch.randn(200) > 0).float()
    model = LogReg(12)
    bce = nn.BCEWithLogitsLoss(reduction="none")
    for step in range(STEPS):
        idx = torch.randperm(len(X))[:LOT]
        plain = mean_gradient(model, bce(model(X[idx]), y[idx]))
        priv, norms = clipped_sum(model, bce(model(X[idx]), y[idx]))
        with torch.no_grad():
            for p, g in zip(model.parameters(), priv):
                g = (g + SIGMA * CLIP * torch.randn_like(g)) / LOT
                p.sub_(LR * g)
            acc = ((model(X) > 0).float() == y).float().mean()
        print(f"step {step}: acc {acc:.3f}  median |g| {sorted(norms)[LOT // 2]:.3f}  cos(private, plain) {cosine(priv, plain):+.3f}")
    eps = LOT / len(X) * math.sqrt(STEPS * math.log(1e5)) / SIGMA
    print(f"rough epsilon ~ {eps:.2f} (do not cite)")


if __name__ == "__main__":
    main()
