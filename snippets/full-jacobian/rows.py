import torch
from torch import nn
from torch.func import jacrev, vmap

torch.manual_seed(0)
model = nn.Sequential(nn.Linear(2, 4), nn.Tanh(), nn.Linear(4, 1))
x = torch.tensor([[0.0, 1.0], [1.0, 0.0], [2.0, 3.0], [5.0, 1.0]], requires_grad=True)
y = model(x)
(summed,) = torch.autograd.grad(y.sum(), x)
row_by_row = vmap(jacrev(model))(x).squeeze(1)
print(summed.shape)
print(torch.allclose(summed, row_by_row))
