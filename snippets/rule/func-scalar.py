import torch

x = torch.ones(1)
print(torch.func.grad(lambda x: (x * x).squeeze())(x))
