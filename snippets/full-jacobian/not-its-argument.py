import torch
from torch import nn
from torch.func import jacrev

torch.manual_seed(0)
model = nn.Linear(2, 1)
x = torch.randn(1, 2)
J = jacrev(lambda weight: model(x))(model.weight)
print(J.flatten().detach())  # wrong
