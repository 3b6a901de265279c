import torch

inputs = torch.tensor([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
targets = torch.tensor([1.0, 0.0, 2.0])


def loss(w):
    return (inputs @ w - targets).square().mean()


w = torch.tensor([1.0, -1.0])
w = w - 0.01 * torch.func.grad(loss)(w)
print(w)
