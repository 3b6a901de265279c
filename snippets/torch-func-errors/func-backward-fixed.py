import torch


def loss(x):
    return x.square().sum()


print(torch.func.grad(loss)(torch.tensor([1.0, 2.0, 3.0])))
