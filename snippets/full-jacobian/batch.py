import torch
from torch import nn
from torch.autograd.functional import jacobian
from torch.func import jacrev, vmap

torch.manual_seed(0)
model = nn.Sequential(nn.Linear(3, 4), nn.Tanh(), nn.Linear(4, 2))
x = torch.randn(5, 3)
print(jacobian(model, x).shape)
each = vmap(jacrev(model))(x)
print(each.shape)
print(each[0])
print(jacobian(model, x)[0, :, 0])
