import torch
from torch import nn

torch.manual_seed(0)
critic = nn.Sequential(nn.Conv2d(1, 4, 3), nn.Tanh(), nn.Conv2d(4, 1, 3))
x = torch.randn(3, 1, 6, 6, requires_grad=True)
scores = critic(x)
print(scores.shape)
(grad,) = torch.autograd.grad(scores.flatten(1).mean(1).sum(), x, create_graph=True)
norms = grad.flatten(1).norm(dim=1)
print(norms.shape)
penalty = (norms - 1).square().mean()
penalty.backward()
print(critic[0].weight.grad.shape)
