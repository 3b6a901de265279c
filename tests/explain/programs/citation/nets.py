import torch
import torch.nn as nn
import torch.nn.functional as F


class SAGELayer(nn.Module):
    def __init__(self, d_in, d_out):
        super().__init__()
        self.self_lin = nn.Linear(d_in, d_out)
        self.neigh_lin = nn.Linear(d_in, d_out, bias=False)

    def forward(self, x, edge_index):
        src, dst = edge_index
        agg = torch.zeros_like(x).index_add(0, dst, x[src])
        deg = torch.bincount(dst, minlength=x.size(0)).clamp(min=1).unsqueeze(1)
        return self.self_lin(x) + self.neigh_lin(agg / deg)


class PaperClassifier(nn.Module):
    def __init__(self, d_in, hidden, n_classes, use_venue=False):
        super().__init__()
        self.conv1 = SAGELayer(d_in, hidden)
        self.conv2 = SAGELayer(hidden, n_classes)
        self.venue_emb = nn.Embedding(10, hidden)
        self.use_venue = use_venue

    def forward(self, x, edge_index, venue=None):
        h = F.relu(self.conv1(x, edge_index))
        if self.use_venue and venue is not None:
            h = h + self.venue_emb(venue)
        return self.conv2(F.dropout(h, 0.3, self.training), edge_index)
