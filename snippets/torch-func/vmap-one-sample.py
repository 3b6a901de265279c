import torch
from torch.func import grad, vmap

x = torch.tensor([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])


def f(x):
    print(x.shape)
    return x.square().sum()


print(vmap(grad(f))(x))
