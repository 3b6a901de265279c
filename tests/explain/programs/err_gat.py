"""Graph attention on a random citation graph, residual connections between layers."""
import argparse
import random

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F


class GATLayer(nn.Module):
    def __init__(self, i, o, heads):
        super().__init__()
        self.h, self.o = heads, o
        self.w = nn.Linear(i, heads * o, bias=False)
        self.a_src = nn.Parameter(torch.randn(heads, o) * 0.1)
        self.a_dst = nn.Parameter(torch.randn(heads, o) * 0.1)

    def forward(self, x, adj):
        z = self.w(x).view(-1, self.h, self.o)
        e = (z * self.a_src).sum(-1)[:, None] + (z * self.a_dst).sum(-1)[None]
        e = F.leaky_relu(e, 0.2).masked_fill(adj[..., None] == 0, float("-inf"))
        return torch.einsum("ijh,jho->iho", e.softmax(1), z).flatten(1)


class GAT(nn.Module):
    def __init__(self, i, hid, c, heads):
        super().__init__()
        self.l1 = GATLayer(i, hid, heads)
        self.l2 = GATLayer(hid * heads, c, 1)
        self.skip = nn.Linear(hid, c)
        self.use_skip = False

    def forward(self, x, adj):
        h = F.elu(self.l1(x, adj))
        out = self.l2(h, adj)
        if self.use_skip:
            out = out + self.skip(h)
        return out


def node_losses(model, x, adj, y):
    return F.cross_entropy(model(x, adj), y, reduction="none")


def main():
    p = argparse.ArgumentParser()
    p.add_argument("--nodes", type=int, default=25)
    p.add_argument("--hidden", type=int, default=8)
    p.add_argument("--heads", type=int, default=2)
    p.add_argument("--epochs", type=int, default=6)
    p.add_argument("--skip-from", type=int, default=3)
    a = p.parse_args()
    random.seed(31)
    np.random.seed(31)
    torch.manual_seed(31)

    adj = (torch.rand(a.nodes, a.nodes) < 0.15).float()
    adj = ((adj + adj.t() + torch.eye(a.nodes)) > 0).float()
    x, y = torch.randn(a.nodes, 10), torch.randint(4, (a.nodes,))
    train = torch.randperm(a.nodes)[:15]

    model = GAT(10, a.hidden, 4, a.heads)
    opt = torch.optim.Adam(model.parameters(), lr=0.01, weight_decay=5e-4)
    for epoch in range(a.epochs):
        if epoch == a.skip_from:
            print("enabling the skip connection")
            model.use_skip = True
        per_node = node_losses(model, x, adj, y)
        loss = per_node[train].mean()
        opt.zero_grad()
        loss.backward()
        opt.step()
        print(f"epoch {epoch} loss {loss.item():.4f} hardest node {int(per_node.argmax())}")


if __name__ == "__main__":
    main()
