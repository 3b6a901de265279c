import torch

x = torch.tensor([1.0, 2.0, 3.0])
print(torch.autograd.functional.vjp(lambda x: x**2, x, torch.ones(3)))
