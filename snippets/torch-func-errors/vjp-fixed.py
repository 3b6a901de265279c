import torch
from torch.autograd.functional import vjp


def f(x):
    return x**2


x = torch.tensor([1.0, 2.0, 3.0])
print(vjp(f, x, torch.ones(3)))
