import torch


def f(x):
    return x**2


torch.func.grad(f)(3.0)  # ValueError: Thing passed to transform API must be Tensor, got <class 'float'>
