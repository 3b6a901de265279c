import torch

w = torch.zeros(2, requires_grad=True)
optimizer = torch.optim.LBFGS([w])


def closure():
    optimizer.zero_grad()
    losses = (w - torch.tensor([1.0, 2.0])) ** 2
    losses.sum().backward()
    return losses


optimizer.step(closure)  # ValueError: only one element tensors can be converted to Python scalars
