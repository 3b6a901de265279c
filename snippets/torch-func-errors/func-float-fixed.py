import torch

print(torch.func.grad(lambda x: x**2)(torch.tensor(3.0)))
