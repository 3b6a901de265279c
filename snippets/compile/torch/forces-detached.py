# pip install torch==2.13.0 numpy==2.4.6
import torch
from torch import nn

torch.manual_seed(0)
net = nn.Sequential(nn.Linear(3, 8), nn.SiLU(), nn.Linear(8, 1))
compiled = torch.compile(net, backend="aot_eager")
positions = torch.randn(4, 3, requires_grad=True)
target = torch.zeros(4, 3)
energy = compiled(positions).sum()
(grad,) = torch.autograd.grad(energy, positions, retain_graph=True)
loss = energy.square() + 1000 * (-grad - target).square().mean()
loss.backward()
print(net[0].weight.grad[0])  # wrong
