import torch
from torch import nn

torch.manual_seed(0)
model = nn.Sequential(nn.Linear(1, 8), nn.ReLU(), nn.Linear(8, 1))
x = torch.randn(3, 1, requires_grad=True)
(slope,) = torch.autograd.grad(model(x).sum(), x, create_graph=True)
(second,) = torch.autograd.grad(slope.sum(), x)
print(second)  # wrong
