import torch
from torch import nn
from torch.func import functional_call, grad, vmap

model = nn.Linear(2, 1)
params = {name: torch.zeros_like(p) for name, p in model.named_parameters()}
inputs = torch.tensor([[1.0, 0.0], [0.0, 1.0], [0.0, 50.0]])
targets = torch.tensor([1.0, 1.0, -1.0])


def loss_of_one(params, x, target):
    return (functional_call(model, params, (x,)) - target).square().sum() / 2


grads = vmap(grad(loss_of_one), in_dims=(None, 0, 0))(params, inputs, targets)
parts = [g.flatten(start_dim=1) for g in grads.values()]
whole = torch.cat(parts, dim=1)
norms = whole.norm(dim=1, keepdim=True)
clipped = whole / norms.clamp(min=1.0)
print(norms.flatten(), clipped.norm(dim=1))
print(clipped.mean(dim=0))

by_tensor = torch.cat([part / part.norm(dim=1, keepdim=True).clamp(min=1.0) for part in parts], dim=1)
print(by_tensor.norm(dim=1))  # wrong

average = whole.mean(dim=0)
print(average / average.norm().clamp(min=1.0))  # wrong
