import torch
from torch import nn
from torch.func import functional_call, grad, vmap

torch.manual_seed(0)
inputs = torch.tensor([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
layers = {"train": nn.BatchNorm1d(4), "eval": nn.BatchNorm1d(4).eval(), "group": nn.GroupNorm(2, 4)}

for name, norm in layers.items():
    model = nn.Sequential(nn.Linear(2, 4), norm, nn.Linear(4, 1))

    def loss_of_one(params, x, model=model):
        return functional_call(model, params, (x.unsqueeze(0),)).square().squeeze()

    params = {key: p.detach() for key, p in model.named_parameters()}
    try:
        grads = vmap(grad(loss_of_one), in_dims=(None, 0))(params, inputs)
        print(name, grads["0.weight"].shape)
    except RuntimeError as error:
        print(name, str(error).partition(". ")[0])
