import torch


def clipped(x):
    return torch.where(x < 1, x, 1.0)


print(torch.func.vmap(clipped)(torch.tensor([0.0, 2.0])))
