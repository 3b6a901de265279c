import torch


def f(x):
    y = x.square()
    y.sum().backward()  # RuntimeError: backward() called inside a functorch transform. This is not supported, please use functorch.grad or functorch.vjp instead or call backward() outside of functorch transforms.
    return y.sum()


print(torch.func.grad(f)(torch.tensor([1.0, 2.0])))
