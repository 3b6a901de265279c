import torch
from torch import nn


class QuadraticEnergy(nn.Module):
    """E(x) = 0.5 (f(x)-m)^T A (f(x)-m) with A = L L^T"""

    def __init__(self, dim: int, hidden: int = 24):
        super().__init__()
        self.f = nn.Sequential(nn.Linear(dim, hidden), nn.Softplus(), nn.Linear(hidden, dim))
        self.m = nn.Parameter(torch.zeros(dim))
        self.L = nn.Parameter(torch.eye(dim))

    def forward(self, x):
        d = self.f(x) - self.m
        return 0.5 * torch.einsum("bi,ij,bj->b", d, self.L @ self.L.t(), d)
