import torch
from torch import nn

torch.manual_seed(0)
critic = nn.Sequential(nn.Linear(5, 8), nn.Tanh(), nn.Linear(8, 1))
image = torch.randn(4, 3, requires_grad=True)
label = torch.randn(4, 2, requires_grad=True)
scores = critic(torch.cat([image, label], dim=1))
grads = torch.autograd.grad(scores.sum(), (image, label), create_graph=True)
norms = torch.cat([grad.flatten(1) for grad in grads], dim=1).norm(dim=1)
print(norms.shape)
(norms - 1).square().mean().backward()
