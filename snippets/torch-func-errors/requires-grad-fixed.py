import torch


def slope(x):
    return torch.func.grad(lambda x: x**2)(x)


x = torch.tensor([1.0, 2.0])
print(torch.func.vmap(slope)(x))
