import torch
import torch.nn as nn
import torch.nn.functional as F


class nconv(nn.Module):
    def forward(self, x, A):
        return torch.einsum('ncvl,vw->ncwl', x, A).contiguous()


class gcn(nn.Module):
    def __init__(self, c_in, c_out, support_len, order=2):
        super().__init__()
        self.nconv = nconv()
        self.mlp = nn.Conv2d((order * support_len + 1) * c_in, c_out, 1)
        self.order = order

    def forward(self, x, supports):
        out = [x]
        for a in supports:
            x1 = self.nconv(x, a)
            out.append(x1)
            for k in range(2, self.order + 1):
                x1 = self.nconv(x1, a)
                out.append(x1)
        return self.mlp(torch.cat(out, dim=1))


class GWNet(nn.Module):
    def __init__(self, num_nodes, in_dim=1, out_len=3, channels=8, rank=4, supports=None):
        super().__init__()
        self.supports = supports or []
        self.nodevec1 = nn.Parameter(torch.randn(num_nodes, rank))
        self.nodevec2 = nn.Parameter(torch.randn(rank, num_nodes))
        # self-adaptive adjacency, one more support
        self.adp = F.softmax(F.relu(torch.mm(self.nodevec1, self.nodevec2)), dim=1)
        self.start = nn.Conv2d(in_dim, channels, 1)
        self.tconv_f = nn.Conv2d(channels, channels, (1, 2), dilation=2)
        self.tconv_g = nn.Conv2d(channels, channels, (1, 2), dilation=2)
        self.gc = gcn(channels, channels, len(self.supports) + 1)
        self.end = nn.Conv2d(channels, out_len, 1)

    def forward(self, x):
        x = self.start(x)
        res = x
        x = torch.tanh(self.tconv_f(x)) * torch.sigmoid(self.tconv_g(x))
        sup = self.supports + [self.adp]
        x = self.gc(x, sup) + res[..., -x.size(3):]
        return self.end(F.relu(x))[..., -1]
