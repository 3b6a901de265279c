# Kaggle notebook: tabular NN + a sensitivity check on the features (which columns matter?)
import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F

SEED = 2021
np.random.seed(SEED)
torch.manual_seed(SEED)

cols = [f'f_{i}' for i in range(6)]
targets = ['co', 'benzene', 'nox']
X = torch.randn(60, len(cols))
Y = torch.stack([X[:, 0] * 2, X[:, 1] - X[:, 2], X[:, 3].abs()], 1)


class MLP(nn.Module):
    def __init__(self):
        super().__init__()
        self.net = nn.Sequential(nn.Linear(6, 24), nn.Mish(), nn.Dropout(0.1), nn.Linear(24, 3))
        self.scale = nn.Parameter(torch.ones(1))

    def forward(self, x):
        return self.net(x) * self.scale


def rmsle_rows(p, t):
    return ((p - t) ** 2).mean(1)


m = MLP()
o = torch.optim.AdamW(m.parameters(), lr=1e-2)
w = torch.rand(60)

for ep in range(4):
    m.train()
    rows = rmsle_rows(m(X), Y)
    o.zero_grad()
    rows.backward(w / w.sum())            # row weights as the incoming gradient = weighted mean
    o.step()
    print(f'ep {ep} | {float((rows.detach() * w).sum() / w.sum()):.4f}')

# a few steps on the scale only, loss has shape [1]
for p in m.net.parameters():
    p.requires_grad_(False)
for _ in range(2):
    l = F.smooth_l1_loss(m(X), Y).view(1) + 1e-3 * (m.scale - 1) ** 2
    l.backward()
    with torch.no_grad():
        m.scale -= 0.01 * m.scale.grad
    m.scale.grad = None

m.eval()
xs = X[:8].clone().requires_grad_()
out = m(xs)
imp = {}
for k, name in enumerate(targets):
    g, = torch.autograd.grad(out, xs, torch.eye(3)[k].expand_as(out), retain_graph=k < len(targets) - 1)
    imp[name] = cols[int(g.abs().mean(0).argmax())]
try:
    out.sum().backward()
except RuntimeError as e:
    print('graph is gone, as expected:', str(e)[:30])
print(imp)
