import torch


def slope_squared(x):
    slope = torch.func.grad(lambda x: (x**3).sum())(x)
    return slope.square().sum()


x = torch.tensor([1.0, 2.0])
print(torch.func.grad(slope_squared)(x))
print(36 * x**3)
