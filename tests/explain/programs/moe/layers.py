import torch
import torch.nn as nn
import torch.nn.functional as F


class Expert(nn.Module):
    def __init__(self, d, mult=2):
        super().__init__()
        self.up, self.down = nn.Linear(d, mult * d), nn.Linear(mult * d, d)

    def forward(self, x):
        return self.down(F.gelu(self.up(x)))


class Router(nn.Module):
    def __init__(self, d, n_experts):
        super().__init__()
        self.w = nn.Linear(d, n_experts, bias=False)

    def forward(self, x):
        return F.softmax(self.w(x), dim=-1)


class MoELayer(nn.Module):
    def __init__(self, d, n_experts=3):
        super().__init__()
        self.pre = nn.Linear(d, d)
        self.router = Router(d, n_experts)
        self.experts = nn.ModuleList([Expert(d) for _ in range(n_experts)])
        self.last_gate = None

    def forward(self, x):
        h = self.pre(x)
        gate = self.router(h)
        h.relu_()                      # saves a bit of memory
        y = torch.stack([e(h) for e in self.experts], dim=-1)
        self.last_gate = gate.detach().mean(0)
        return x + (y * gate.unsqueeze(1)).sum(-1)
