import torch
from torch import nn

torch.manual_seed(0)
net = nn.Sequential(nn.Linear(2, 8), nn.Tanh(), nn.Linear(8, 1))
x = torch.tensor([[0.1], [0.2], [0.3]], requires_grad=True)
t = torch.tensor([[0.5], [0.6], [0.7]], requires_grad=True)
u = net(torch.cat([x, t], dim=1))
u_x, u_t = torch.autograd.grad(u.sum(), (x, t), create_graph=True)
(u_xx,) = torch.autograd.grad(u_x.sum(), x, create_graph=True)
residual = u_t - u_xx
print(residual.shape)
residual.square().mean().backward()
print(net[0].weight.grad.shape)
