import torch


def f(x):
    return x * x


x = torch.tensor([1.0, 2.0])
print(torch.func.vmap(f)(x))
