import torch
from torch import nn
from torch.autograd.functional import hessian

torch.manual_seed(0)
layer = nn.Linear(2, 1)
inputs, targets = torch.randn(6, 2), torch.randn(6, 1)


def loss_of(weight):
    outputs = torch.func.functional_call(layer, {"weight": weight}, (inputs,))
    return nn.functional.mse_loss(outputs, targets)


print(hessian(loss_of, layer.weight).reshape(2, 2))
print(2 * inputs.T @ inputs / len(inputs))
