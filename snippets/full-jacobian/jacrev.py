import torch


def f(x):
    return torch.stack([x.prod(), x.square().sum()])


x = torch.tensor([1.0, 2.0, 3.0])
J = torch.func.jacrev(f)(x)
print(J)
