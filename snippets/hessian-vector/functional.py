import torch
from torch.autograd.functional import hessian, hvp, vhp


def f(x):
    return (x**3).sum() + x.prod()


x, v = torch.tensor([1.0, 2.0]), torch.tensor([1.0, -1.0])
print(hessian(f, x) @ v)
print(vhp(f, x, v))
print(hvp(f, x, v))
