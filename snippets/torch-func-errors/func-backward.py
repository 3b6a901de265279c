import torch


def loss(x):
    y = x.square().sum()
    y.backward()  # RuntimeError: backward() called inside a functorch transform. This is not supported, please use functorch.grad or functorch.vjp instead or call backward() outside of functorch transforms.
    return y


torch.func.grad(loss)(torch.tensor([1.0, 2.0, 3.0]))
