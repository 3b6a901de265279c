import torch
from torch.func import grad, vmap

x = torch.tensor([[1.0], [2.0], [3.0]])


def f(x):
    return x**3


print(vmap(vmap(grad(f)))(x))
