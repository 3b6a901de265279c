# pip install torch==2.13.0 numpy==2.4.6
import torch
from torch import nn

torch.manual_seed(0)
net = nn.Sequential(nn.Linear(3, 8), nn.SiLU(), nn.Linear(8, 1))
compiled = torch.compile(net, backend="aot_eager")
positions = torch.randn(4, 3, requires_grad=True)
target = torch.zeros(4, 3)
energy = net(positions).sum()
(grad,) = torch.autograd.grad(energy, positions, create_graph=True)
print(grad.grad_fn.name())
loss = (-grad - target).square().mean()
loss.backward()
print(net[0].weight.grad[0])
with torch.no_grad():
    print(torch.allclose(compiled(positions), net(positions)))
