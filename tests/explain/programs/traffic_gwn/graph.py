import torch
import torch.nn as nn
import torch.nn.functional as F


class AdaptiveGraph(nn.Module):
    """Self-learned adjacency from two node embeddings (Graph WaveNet style)."""

    def __init__(self, n_nodes, dim=4):
        super().__init__()
        self.E1 = nn.Parameter(torch.randn(n_nodes, dim))
        self.E2 = nn.Parameter(torch.randn(dim, n_nodes))
        self.adj = F.softmax(F.relu(self.E1 @ self.E2), dim=1)


class DiffusionConv(nn.Module):
    def __init__(self, graph, c_in, c_out, order=2):
        super().__init__()
        self.graph = graph
        self.order = order
        self.mix = nn.Linear(c_in * (order + 1), c_out)

    def forward(self, x):                       # x: [B, N, C]
        outs = [x]
        for _ in range(self.order):
            outs.append(torch.einsum("nm,bmc->bnc", self.graph.adj, outs[-1]))
        return self.mix(torch.cat(outs, -1))
