import torch
from torch.autograd.functional import hessian


def f(x):
    return (x**3).sum()


x = torch.tensor([1.0, 2.0, 3.0])
print(hessian(f, x))
