import random
from dataclasses import dataclass

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F


@dataclass
class Graph:
    x: torch.Tensor
    y: torch.Tensor
    adj: torch.Tensor
    train_mask: torch.Tensor


def random_graph(n=14, k=3, p=0.25) -> Graph:
    y = torch.from_numpy(np.random.randint(0, k, n))
    same = y[:, None] == y[None]
    prob = torch.where(same, 2 * p, p / 3)
    a = torch.bernoulli(prob).triu(1)
    a = a + a.t() + torch.eye(n)
    d = a.sum(1).rsqrt()
    x = F.one_hot(y, k).float() + torch.randn(n, k)
    mask = torch.zeros(n, dtype=torch.bool)
    mask[random.sample(range(n), n // 2)] = True
    return Graph(x, y, d[:, None] * a * d[None], mask)


class GCNConv(nn.Module):
    def __init__(self, i, o):
        super().__init__()
        self.lin = nn.Linear(i, o, bias=False)

    def forward(self, x, adj):
        return adj @ self.lin(x)


class GCN(nn.Module):
    def __init__(self, i, h, o):
        super().__init__()
        self.conv1, self.conv2 = GCNConv(i, h), GCNConv(h, o)

    def forward(self, g):
        x = F.dropout(F.relu(self.conv1(g.x, g.adj)), 0.3, self.training)
        return F.log_softmax(self.conv2(x, g.adj), dim=1)


class Trainer:
    def __init__(self, model, graphs, accum=3):
        self.model, self.graphs, self.accum = model, graphs, accum
        self.opt = torch.optim.Adam(model.parameters(), lr=0.01, weight_decay=5e-4)

    def graph_loss(self, g):
        out = self.model(g)
        return F.nll_loss(out[g.train_mask], g.y[g.train_mask])

    def batches(self):
        random.shuffle(self.graphs)
        for i in range(0, len(self.graphs), self.accum):
            yield self.graphs[i:i + self.accum]

    def train_epoch(self):
        self.model.train()
        epoch_loss = 0
        for gs in self.batches():
            losses = [self.graph_loss(g).item() for g in gs]
            batch_loss = sum(losses) / len(losses)
            self.opt.zero_grad()
            batch_loss.backward()
            self.opt.step()
            epoch_loss += float(batch_loss)
        return epoch_loss

    @torch.no_grad()
    def accuracy(self):
        self.model.eval()
        ok = [(self.model(g).argmax(1) == g.y)[~g.train_mask].float().mean() for g in self.graphs]
        return torch.stack(ok).mean().item()


def main():
    random.seed(2)
    np.random.seed(2)
    torch.manual_seed(2)
    tr = Trainer(GCN(3, 16, 3), [random_graph() for _ in range(6)])
    print(f"before: acc {tr.accuracy():.3f}")
    for epoch in range(1, 4):
        loss = tr.train_epoch()
        print(f"Epoch: {epoch:03d}, Loss: {loss:.4f}, Test: {tr.accuracy():.4f}")


main()
