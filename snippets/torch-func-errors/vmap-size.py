import torch


def f(x, y):
    return x.sum() - y


inputs = torch.ones(3, 2)
targets = torch.ones(2)
mapped = torch.func.vmap(f)
mapped(inputs, targets)  # ValueError: vmap: Expected all tensors to have the same size in the mapped dimension, got sizes [3, 2] for the mapped dimension
