import torch
from torch import nn
from torch.func import functional_call, grad, vmap

torch.manual_seed(0)
model = nn.Linear(2, 1)
inputs = torch.tensor([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
targets = torch.tensor([[4.0], [7.0], [9.0]])
params = {name: p.detach() for name, p in model.named_parameters()}


def loss_of_one(params, x, target):
    return (functional_call(model, params, (x,)) - target).square().squeeze()


grads = vmap(
    grad(loss_of_one), in_dims=(None, 0, 0)
)(params, inputs, targets)
print({name: tuple(g.shape) for name, g in grads.items()})
(model(inputs) - targets).square().sum().backward()
print(grads["weight"].sum(dim=0))
print(model.weight.grad)
