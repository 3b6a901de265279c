import torch


def f(x):
    return x.square().sum(), x


x = torch.tensor([1.0, 2.0, 3.0])
print(torch.func.grad(f, has_aux=True)(x))
