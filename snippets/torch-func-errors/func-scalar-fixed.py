import torch

x = torch.tensor([1.0, 2.0, 3.0])
print(torch.func.grad(lambda x: x.square().sum())(x))
