import torch
from torch.autograd.functional import vjp


def f(x):
    return x**2


x = torch.tensor([1.0, 2.0, 3.0])
vjp(f, x)  # RuntimeError: The vector v can only be None if the user-provided function returns a single Tensor with a single element.
