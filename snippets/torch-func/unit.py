import torch
from torch import nn
from torch.func import grad, jacrev, vmap

torch.manual_seed(0)
model = nn.Sequential(nn.Linear(3, 4), nn.Tanh(), nn.Linear(4, 2))
x = torch.randn(5, 3)
unit = 1
print(vmap(grad(lambda row: model(row)[unit]))(x)[0])
print(grad(lambda x: model(x)[:, unit].sum())(x)[0])
print(vmap(jacrev(model))(x).shape)
