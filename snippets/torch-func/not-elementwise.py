import torch
from torch.func import grad, jacrev

x = torch.tensor([1.0, 2.0, 4.0])
print(jacrev(lambda x: x.softmax(0))(x).diagonal())
print(grad(lambda x: x.softmax(0).sum())(x).round(decimals=3))  # wrong
