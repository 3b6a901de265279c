import torch
from torch import nn

torch.manual_seed(0)
model = nn.Linear(2, 1)
inputs = torch.tensor([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
targets = torch.tensor([[4.0], [7.0], [9.0]])
params = list(model.parameters())
losses = (model(inputs) - targets).square().squeeze(1)
print(losses.shape)
weight, bias = torch.autograd.grad(losses, params, torch.ones_like(losses))
print(weight.shape, bias.shape)  # wrong
