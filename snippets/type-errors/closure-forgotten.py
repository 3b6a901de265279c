import torch

w = torch.zeros(2, requires_grad=True)
optimizer = torch.optim.LBFGS([w])


def closure():
    optimizer.zero_grad()
    loss = ((w - torch.tensor([1.0, 2.0])) ** 2).sum()
    return loss.item()


optimizer.step(closure)
print(w)  # wrong
