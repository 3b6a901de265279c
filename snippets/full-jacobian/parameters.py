import torch
from torch import nn
from torch.func import functional_call, jacrev

torch.manual_seed(0)
model = nn.Sequential(nn.Linear(3, 4), nn.Tanh(), nn.Linear(4, 2))
x = torch.randn(5, 3)
params = {name: p.detach() for name, p in model.named_parameters()}
J = jacrev(lambda params: functional_call(model, params, (x,)))(params)
print({name: tuple(block.shape) for name, block in J.items()})
