import torch
from torch import nn
from torch.func import functional_call, grad, vmap

torch.manual_seed(0)
model = nn.Sequential(nn.Dropout(0.5), nn.Linear(50, 1))
params = {name: p.detach() for name, p in model.named_parameters()}
inputs = torch.ones(2, 50)


def output_of_one(params, x):
    return functional_call(model, params, (x,)).squeeze()


for randomness in "error", "same", "different":
    try:
        grads = vmap(grad(output_of_one), in_dims=(None, 0), randomness=randomness)(params, inputs)
        rows = grads["1.weight"]
        print(randomness, torch.equal(rows[0], rows[-1]))
    except RuntimeError as error:
        print(error)
