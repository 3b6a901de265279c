import torch
from torch import nn

torch.manual_seed(0)
critic = nn.Sequential(nn.Flatten(), nn.Linear(4, 8), nn.Tanh(), nn.Linear(8, 1))
real = torch.randn(3, 1, 2, 2)
real.requires_grad_()
scores = critic(real)
(grad,) = torch.autograd.grad(scores.sum(), real, create_graph=True)
penalty = grad.square().flatten(1).sum(1).mean()
print(penalty.requires_grad)
(nn.functional.softplus(-scores).mean() + 5 * penalty).backward()
print(critic[1].weight.grad.shape)
