# link prediction on a random graph, losses collected in one accumulator
import torch
import torch.nn as nn
import torch.nn.functional as F

torch.manual_seed(55)
N, F_IN, H = 15, 6, 8


class GCN(nn.Module):
    def __init__(self):
        super().__init__()
        self.w1 = nn.Linear(F_IN, H)
        self.w2 = nn.Linear(H, H)

    def forward(self, a, x):
        x = torch.relu(a @ self.w1(x))
        return a @ self.w2(x)


def normalise(adj):
    a = adj + torch.eye(len(adj))
    d = a.sum(1).rsqrt()
    return d[:, None] * a * d[None]


class Accumulator:
    """adds up the terms of one step"""

    def __init__(self):
        self.total = torch.zeros(())
        self.parts = {}

    def add(self, name, value, weight=1.0):
        self.parts[name] = value.detach()
        self.total += weight * value

    def __str__(self):
        return ", ".join(f"{k}: {v.mean():.4f}" for k, v in self.parts.items())


def link_scores(z, pairs):
    return (z[pairs[0]] * z[pairs[1]]).sum(-1)


def smoothness(z, adj):
    """neighbours should not be far apart"""
    deg = adj.sum(1)
    lap = torch.diag(deg) - adj
    return (z * (lap @ z)).sum(dim=0) / adj.sum()


adj = (torch.rand(N, N) > 0.7).float().triu(1)
adj = adj + adj.t()
x = torch.randn(N, F_IN)
net = GCN()
opt = torch.optim.Adam(net.parameters(), lr=0.01)
pos = adj.triu().nonzero().t()

for epoch in range(4):
    neg = torch.randint(0, N, pos.shape)
    z = net(normalise(adj), x)
    acc = Accumulator()
    acc.add("pos", F.softplus(-link_scores(z, pos)).mean())
    acc.add("neg", F.softplus(link_scores(z, neg)).mean())
    acc.add("smooth", smoothness(z, adj), weight=0.05)
    opt.zero_grad()
    acc.total.backward()
    opt.step()
    print(f"epoch {epoch} | {acc}")
