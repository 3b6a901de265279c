import torch
from torch import nn

torch.manual_seed(0)
critic = nn.Sequential(nn.Flatten(), nn.Linear(4, 8), nn.Tanh(), nn.Linear(8, 1))
real = torch.randn(3, 1, 2, 2)
fake = torch.randn(3, 1, 2, 2)
mix = torch.rand(3, 1, 1, 1)
x = (mix * real + (1 - mix) * fake).requires_grad_()
scores = critic(x)
print(scores.shape)
(grad,) = torch.autograd.grad(
    scores.mean(), x, create_graph=True
)
norms = grad.flatten(start_dim=1).norm(dim=1)
print(norms.detach())  # wrong
penalty = ((norms - 1) ** 2).mean()
penalty.backward()
print(penalty.shape, critic[1].weight.grad.shape)
