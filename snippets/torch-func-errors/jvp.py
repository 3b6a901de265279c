import torch
from torch.autograd.functional import jvp


def f(x):
    return x.square().sum()


x = torch.tensor([1.0, 2.0, 3.0])
jvp(f, x)  # RuntimeError: The vector v can only be None if the input to the user-provided function is a single Tensor with a single element.
