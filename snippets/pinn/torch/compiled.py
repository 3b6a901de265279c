# pip install torch==2.13.0 numpy==2.4.6
import torch
from torch import nn

torch.manual_seed(0)
net = nn.Sequential(nn.Linear(1, 8), nn.Tanh(), nn.Linear(8, 1))
compiled = torch.compile(net, backend="aot_eager")
x = torch.tensor([[0.0], [0.5], [1.0]], requires_grad=True)
u = compiled(x)
print(u)
(u_x,) = torch.autograd.grad(u.sum(), x, create_graph=True)
print(u_x)
loss = (u_x - 1).square().mean()
loss.backward()  # RuntimeError: torch.compile with aot_autograd does not currently support double backward
