import torch
from torch import nn

torch.manual_seed(0)
net = nn.Sequential(nn.Linear(3, 8), nn.SiLU(), nn.Linear(8, 1))
kept = []
for _ in range(4):
    positions = torch.randn(5, 3, requires_grad=True)
    energy = net(positions).sum()
    (grad,) = torch.autograd.grad(energy, positions)
    kept.append((energy, -grad))
print("kept with a graph:", sum(each.requires_grad for pair in kept for each in pair))  # wrong
