import torch
from torch import nn
from torch.func import functional_call, jacrev

torch.manual_seed(0)
model = nn.Linear(2, 1)
x = torch.randn(1, 2)
J = jacrev(lambda weight: functional_call(model, {"weight": weight}, (x,)))(model.weight)
print(J.flatten().detach())
print(x.flatten())
