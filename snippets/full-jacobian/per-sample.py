import torch
from torch.func import functional_call, grad, vmap

torch.manual_seed(0)
model = torch.nn.Sequential(torch.nn.Linear(2, 3), torch.nn.Tanh(), torch.nn.Linear(3, 1))
inputs = torch.tensor([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0], [7.0, 8.0]])
targets = torch.tensor([[1.0], [0.0], [2.0], [1.0]])


def loss_of_one(params, x, target):
    return (functional_call(model, params, (x,)) - target).square().mean()


params = {name: p.detach() for name, p in model.named_parameters()}
per_sample = vmap(grad(loss_of_one), in_dims=(None, 0, 0))(params, inputs, targets)
for name in per_sample:
    print(name, tuple(params[name].shape), tuple(per_sample[name].shape))

(model(inputs) - targets).square().mean().backward()
print(per_sample["2.weight"].mean(dim=0))
print(model[2].weight.grad)
