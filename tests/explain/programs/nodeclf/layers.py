import torch
from torch import nn


class SAGEConv(nn.Module):
    def __init__(self, din, dout):
        super().__init__()
        self.own = nn.Linear(din, dout)
        self.nbr = nn.Linear(din, dout, bias=False)

    def forward(self, x, adj):
        return self.own(x) + self.nbr(adj @ x)


class GraphSAGE(nn.Module):
    def __init__(self, din, hidden, dout, dropout=0.3):
        super().__init__()
        self.conv1, self.conv2 = SAGEConv(din, hidden), SAGEConv(hidden, dout)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x, adj):
        h = self.dropout(torch.relu(self.conv1(x, adj)))
        return self.conv2(h, adj)
