import torch
from torch import nn
from torch.func import functional_call, grad, jvp, vjp

torch.manual_seed(0)
model = nn.Sequential(nn.Linear(2, 2), nn.Tanh(), nn.Linear(2, 1))
inputs, targets = torch.randn(6, 2), torch.randn(6, 1)
params = {name: p.detach() for name, p in model.named_parameters()}
vector = {name: torch.randn_like(p) for name, p in params.items()}


def loss_of(params):
    outputs = functional_call(model, params, (inputs,))
    return (outputs - targets).square().mean()


gradient, product = jvp(grad(loss_of), (params,), (vector,))
print({name: tuple(p.shape) for name, p in product.items()})
print(product["0.weight"])

gradient, pull_back = vjp(grad(loss_of), params)
(reverse,) = pull_back(vector)
print(reverse["0.weight"])
