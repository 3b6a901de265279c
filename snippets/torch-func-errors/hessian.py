import torch
from torch.autograd.functional import hessian


def f(x):
    return x**3


x = torch.tensor([1.0, 2.0, 3.0])
hessian(f, x)  # RuntimeError: The Tensor returned by the function given to hessian should contain a single element
