import torch


def f(x):
    return x.square().sum(), x


x = torch.tensor([1.0, 2.0, 3.0])
torch.func.grad(f)(x)  # RuntimeError: grad_and_value(f)(*args): Expected f(*args) to return a Tensor, got <class 'tuple'>
