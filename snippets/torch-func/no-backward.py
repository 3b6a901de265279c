import torch


def f(x):
    y = x.square()
    return y.sum()


print(torch.func.grad(f)(torch.tensor([1.0, 2.0])))
