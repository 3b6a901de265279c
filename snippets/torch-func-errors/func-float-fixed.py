import torch


def f(x):
    return x**2


print(torch.func.grad(f)(torch.tensor(3.0)))
