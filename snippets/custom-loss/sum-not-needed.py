import torch
from torch import nn

x = torch.tensor([1.0, 2.0, 3.0, 4.0], requires_grad=True)
loss = nn.MSELoss()(x, torch.zeros(4))
print(loss.shape)
print(*torch.autograd.grad(loss, x, retain_graph=True))
print(*torch.autograd.grad(loss.sum(), x))
