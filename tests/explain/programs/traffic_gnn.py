"""Adaptive-adjacency graph conv for traffic speed, toy data (METR-LA format)."""
import numpy as np
import torch
from torch import nn
import torch.nn.functional as F


class GraphConv(nn.Module):
    def __init__(self, c_in, c_out, order=2):
        super().__init__()
        self.order = order
        self.lin = nn.Linear((order + 1) * c_in, c_out)

    def forward(self, x, adj):
        # x: (batch, node, feature)
        hs, h = [x], x
        for _ in range(self.order):
            h = torch.einsum("vw,bwf->bvf", adj, h)
            hs.append(h)
        return self.lin(torch.cat(hs, dim=-1))


class AdaptiveGraph(nn.Module):
    def __init__(self, n_nodes, emb_dim=4):
        super().__init__()
        self.src = nn.Parameter(torch.randn(n_nodes, emb_dim))
        self.dst = nn.Parameter(torch.randn(n_nodes, emb_dim))
        self.adj = F.softmax(F.relu(self.src @ self.dst.t()), dim=1)

    def forward(self):
        return self.adj


class SpeedNet(nn.Module):
    def __init__(self, n_nodes, t_in, t_out, hidden=16):
        super().__init__()
        self.graph = AdaptiveGraph(n_nodes)
        self.gc1 = GraphConv(t_in, hidden)
        self.gc2 = GraphConv(hidden, hidden)
        self.head = nn.Linear(hidden, t_out)

    def forward(self, x):
        A = self.graph()
        h = F.relu(self.gc1(x, A))
        h = F.relu(self.gc2(h, A)) + h
        return self.head(h)


def masked_mae(pred, true, null=0.0):
    m = (true != null).float()
    m = m / m.mean()
    return ((pred - true).abs() * m).mean()


def run(seed=0, n_nodes=7, t_in=6, t_out=3, epochs=2, bs=5):
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    speed = torch.tensor(rng.normal(50, 8, size=(40, n_nodes)), dtype=torch.float32) / 50
    model = SpeedNet(n_nodes, t_in, t_out)
    optimizer = torch.optim.Adam(model.parameters(), lr=1e-2)
    starts = np.arange(0, 40 - t_in - t_out)
    for ep in range(epochs):
        rng.shuffle(starts)
        maes = []
        for k in range(0, len(starts), bs):
            idx = starts[k:k + bs]
            x = torch.stack([speed[i:i + t_in].t() for i in idx])
            y = torch.stack([speed[i + t_in:i + t_in + t_out].t() for i in idx])
            mae = masked_mae(model(x), y)
            optimizer.zero_grad()
            mae.backward()
            optimizer.step()
            maes.append(mae.item())
        print("Epoch: {:02d}, Train MAE: {:.4f}".format(ep, np.mean(maes)))


run()
