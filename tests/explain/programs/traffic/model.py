import torch
import torch.nn as nn
import torch.nn.functional as F


class AdaptiveGraph(nn.Module):
    """自适应邻接矩阵  A = softmax(relu(E1 E2^T))"""

    def __init__(self, num_nodes, emb_dim):
        super().__init__()
        self.E1 = nn.Parameter(torch.randn(num_nodes, emb_dim))
        self.E2 = nn.Parameter(torch.randn(num_nodes, emb_dim))

    def forward(self):
        return F.softmax(F.relu(self.E1 @ self.E2.t()), dim=1)


class GraphConv(nn.Module):
    def __init__(self, c_in, c_out, order=2):
        super().__init__()
        self.order = order
        self.lin = nn.Linear(c_in * (order + 1), c_out)

    def forward(self, x, adj):
        outs = [x]
        for _ in range(self.order):
            outs.append(torch.einsum('nm,bmc->bnc', adj, outs[-1]))
        return self.lin(torch.cat(outs, dim=-1))


class STNet(nn.Module):
    def __init__(self, num_nodes, t_in, t_out, hidden=16, emb_dim=4):
        super().__init__()
        self.graph = AdaptiveGraph(num_nodes, emb_dim)
        self.adj = self.graph()
        self.gru = nn.GRU(1, hidden, batch_first=True)
        self.gc1 = GraphConv(hidden, hidden)
        self.gc2 = GraphConv(hidden, hidden)
        self.head = nn.Linear(hidden, t_out)

    def forward(self, x):
        # x: (批, 时间, 节点)
        b, t, n = x.shape
        _, h = self.gru(x.permute(0, 2, 1).reshape(b * n, t, 1))
        h = h[-1].view(b, n, -1)
        h = h + F.relu(self.gc1(h, self.adj))
        h = h + F.relu(self.gc2(h, self.adj))
        return self.head(h).transpose(1, 2)
