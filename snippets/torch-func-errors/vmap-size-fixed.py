import torch


def f(x, y):
    return x.sum() - y


inputs = torch.ones(3, 2)
targets = torch.ones(2)
mapped = torch.func.vmap(f, in_dims=(1, 0))
print(mapped(inputs, targets))
