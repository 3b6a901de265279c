import torch
from torch.nn.functional import mse_loss

x = torch.tensor([1.0, 2.0, 3.0], requires_grad=True)
y = torch.zeros(3)
losses = mse_loss(x, y, reduction="none")
losses.mean().backward()
print(losses.shape, x.grad)
