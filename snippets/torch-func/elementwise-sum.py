import torch
from torch.func import grad, vmap

x = torch.tensor([[0.0, 1.0], [2.0, 3.0]])
print(grad(lambda x: torch.sin(x).sum())(x))
print(vmap(vmap(grad(torch.sin)))(x))
print(x.cos())
