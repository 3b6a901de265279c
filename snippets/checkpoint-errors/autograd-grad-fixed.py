import torch
from torch import nn
from torch.utils.checkpoint import checkpoint

layer = nn.Linear(2, 1, bias=False)
nn.init.ones_(layer.weight)
x = torch.tensor([[0.1, 0.2], [0.3, 0.1]], requires_grad=True)
scores = checkpoint(nn.Sequential(layer, nn.Tanh()), x, use_reentrant=False)
(slope,) = torch.autograd.grad(scores.sum(), x, create_graph=True)
slope.square().mean().backward()
print(layer.weight.grad)
