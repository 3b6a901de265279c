import torch
from torch import nn

torch.manual_seed(0)
x, baseline, target, steps = torch.randn(3), torch.zeros(3), 1, 50
model = nn.Sequential(nn.Linear(len(x), 4), nn.Tanh(), nn.Linear(4, 2))
path = baseline + (torch.arange(steps) + 0.5)[:, None] / steps * (x - baseline)
path.requires_grad_()
(grads,) = torch.autograd.grad(model(path)[:, target].mean(), path)
attributions = (x - baseline) * grads.mean(dim=0)
print(attributions)  # wrong
