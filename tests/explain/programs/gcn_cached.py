"""GCN with a learnable edge weighting. The normalised adjacency is cached because it is expensive."""
from functools import cached_property

import torch
from torch import nn
from torch.nn import functional as F


class WeightedGraph(nn.Module):
    def __init__(self, edges: torch.Tensor, num_nodes: int):
        super().__init__()
        self.edges, self.n = edges, num_nodes
        self.edge_logit = nn.Parameter(torch.zeros(edges.size(1)))

    @cached_property
    def adj(self) -> torch.Tensor:
        w = torch.sigmoid(self.edge_logit)
        a = torch.zeros(self.n, self.n).index_put((self.edges[0], self.edges[1]), w)
        a = a + a.T + torch.eye(self.n)
        d = a.sum(1).rsqrt()
        return d[:, None] * a * d[None, :]


class GCN(nn.Module):
    def __init__(self, graph: WeightedGraph, f_in: int, f_hid: int, f_out: int):
        super().__init__()
        self.graph = graph
        self.w1 = nn.Linear(f_in, f_hid)
        self.w2 = nn.Linear(f_hid, f_out)

    def forward(self, x):
        x = F.relu(self.graph.adj @ self.w1(x))
        return self.graph.adj @ self.w2(x)


def main():
    torch.manual_seed(9)
    n = 14
    src = torch.arange(n)
    edges = torch.stack([src, (src + 1) % n])
    feats = torch.randn(n, 5)
    labels = (src >= n // 2).long()
    train_mask = torch.rand(n) < 0.6

    model = GCN(WeightedGraph(edges, n), 5, 8, 2)
    opt = torch.optim.Adam(model.parameters(), lr=0.02, weight_decay=5e-4)
    for epoch in range(10):
        model.train()
        logits = model(feats)
        nll = F.cross_entropy(logits[train_mask], labels[train_mask])
        opt.zero_grad()
        nll.backward()
        opt.step()
        if epoch % 2 == 0:
            acc = (logits.argmax(1) == labels)[~train_mask].float().mean()
            print(f"epoch {epoch} nll {nll.item():.4f} test acc {acc.item():.2f}")


if __name__ == "__main__":
    main()
