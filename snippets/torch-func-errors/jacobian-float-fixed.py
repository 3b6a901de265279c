import torch
from torch.autograd.functional import jacobian


def f(x):
    return x.square().sum()


x = torch.tensor([1.0, 2.0, 3.0])
print(jacobian(f, x))
