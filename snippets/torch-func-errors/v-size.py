import torch
from torch.autograd.functional import vjp


def f(x):
    return x[:2] ** 2


x = torch.tensor([1.0, 2.0, 3.0])
vjp(f, x, torch.ones(3))  # RuntimeError: v has invalid size: should be torch.Size([2]) but got torch.Size([3]).
