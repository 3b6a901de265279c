import torch
from torch import nn
from torch.func import functional_call, grad, vmap

torch.manual_seed(0)
model = nn.Sequential(nn.Linear(2, 4), nn.Tanh(), nn.Linear(4, 3))
inputs = torch.tensor([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
params = {name: p.detach() for name, p in model.named_parameters()}
unit = 1


def output_of_one(params, x):
    return functional_call(model, params, (x,))[unit]


grads = vmap(grad(output_of_one), in_dims=(None, 0))(params, inputs)
print({name: tuple(g.shape) for name, g in grads.items()})
model(inputs[0])[unit].backward()
print(grads["0.bias"][0])
print(model[0].bias.grad)
