import torch
from torch import nn


class Loss:
    def __init__(self, weight=0.1):
        self.weight = weight

    def distance(self, out, y):
        return (out - y).square().mean()

    def penalty(self, out):
        return out.abs().mean()

    def __call__(self, out, y):
        return self.distance(out, y) + self.weight * self.penalty(out)


class RowLoss(Loss):
    def distance(self, out, y):
        return (out - y).square().mean(dim=1)


net = nn.Linear(3, 2)
x, y = torch.randn(5, 3), torch.randn(5, 2)
RowLoss()(net(x), y).backward()
