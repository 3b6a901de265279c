import torch
from torch import nn

torch.manual_seed(0)
model = nn.Sequential(nn.Linear(2, 2), nn.Tanh(), nn.Linear(2, 1))
inputs, targets = torch.randn(6, 2), torch.randn(6, 1)
params = list(model.parameters())
vector = [torch.randn_like(p) for p in params]
loss = nn.functional.mse_loss(model(inputs), targets)
grads = torch.autograd.grad(loss, params, create_graph=True)
along = sum((g * v).sum() for g, v in zip(grads, vector, strict=True))
product = torch.autograd.grad(along, params)
print([tuple(p.shape) for p in product])
