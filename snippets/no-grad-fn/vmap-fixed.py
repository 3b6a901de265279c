import torch


def y(x):
    return x.sin().sum()


rows = torch.tensor([[0.0, 1.0], [2.0, 3.0]])
print(torch.vmap(torch.func.grad(y))(rows))
print(torch.allclose(torch.vmap(torch.func.grad(y))(rows), rows.cos()))
