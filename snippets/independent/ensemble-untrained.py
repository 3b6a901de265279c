import torch
from torch import nn
from torch.func import functional_call, stack_module_state, vmap

torch.manual_seed(0)
models = [nn.Linear(2, 1) for _ in range(3)]
optimizer = torch.optim.SGD([weight for model in models for weight in model.parameters()], lr=0.1)
x, before = torch.randn(8, 2), models[0].weight.detach().clone()

weights, buffers = stack_module_state(models)
outputs = vmap(lambda w, b: functional_call(models[0], (w, b), (x,)))(weights, buffers)
outputs.square().mean(dim=(1, 2)).sum().backward()
optimizer.step()
print("changed:", not torch.equal(models[0].weight, before))  # wrong
