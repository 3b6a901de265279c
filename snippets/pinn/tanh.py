import torch
from torch import nn

torch.manual_seed(0)
net = nn.Sequential(nn.Linear(1, 8), nn.Tanh(), nn.Linear(8, 1))
x = torch.tensor([[0.2], [0.4], [0.6], [0.8]], requires_grad=True)
u = net(x)
(u_x,) = torch.autograd.grad(u.sum(), x, create_graph=True)
(u_xx,) = torch.autograd.grad(u_x.sum(), x, create_graph=True)
residual = u_xx - 2
residual.square().mean().backward()
print(u_xx.flatten())
print(net[0].weight.grad.flatten())
