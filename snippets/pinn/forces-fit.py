import torch
from torch import nn

torch.manual_seed(0)
net = nn.Sequential(nn.Linear(3, 8), nn.SiLU(), nn.Linear(8, 1))
positions = torch.randn(4, 3, requires_grad=True)
target = torch.zeros(4, 3)
energy = net(positions).sum()
(grad,) = torch.autograd.grad(energy, positions, create_graph=True)
loss = (-grad - target).square().mean()
loss.backward()
print(net[0].weight.grad.shape)
