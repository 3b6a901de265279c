import torch
from torch import nn

torch.manual_seed(0)
net = nn.Sequential(nn.Linear(1, 8), nn.Tanh(), nn.Linear(8, 1))
x = torch.tensor([[0.0], [0.5], [1.0]], requires_grad=True)
u = net(x)
print(u.shape)
(u_x,) = torch.autograd.grad(
    u.mean(), x, create_graph=True
)
print(u_x.detach())  # wrong
