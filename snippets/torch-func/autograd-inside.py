import torch


def slope_squared(x):
    y = x**3
    (slope,) = torch.autograd.grad(y.sum(), x)
    return slope.square().sum()


x = torch.tensor([1.0, 2.0])
print(torch.func.grad(slope_squared)(x))  # wrong
