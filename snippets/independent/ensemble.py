import torch
from torch import nn
from torch.func import functional_call, stack_module_state, vmap

torch.manual_seed(0)
models = [nn.Linear(2, 1) for _ in range(3)]
x, before = torch.randn(8, 2), models[0].weight.detach().clone()

weights, buffers = stack_module_state(models)
optimizer = torch.optim.SGD(weights.values(), lr=0.1)
outputs = vmap(lambda w, b: functional_call(models[0], (w, b), (x,)))(weights, buffers)
outputs.square().mean(dim=(1, 2)).sum().backward()
optimizer.step()
print("changed:", not torch.equal(weights["weight"][0], before))
models[0](x).square().mean().backward()
print(torch.allclose(weights["weight"].grad[0], models[0].weight.grad, rtol=0.01))
