import torch
from torch import nn

torch.manual_seed(0)
inputs = torch.randn(4, 2)
first, last = nn.Linear(2, 16), nn.Linear(16, 1)
hidden = first(inputs).tanh()
losses = last(hidden).square().mean(dim=1)
(grad,) = torch.autograd.grad(losses, hidden, torch.eye(len(losses)), is_grads_batched=True)
print(hidden.shape, grad.shape)
print(grad.any(dim=2).sum().item(), "rows of", len(losses) ** 2, "are not zero")
