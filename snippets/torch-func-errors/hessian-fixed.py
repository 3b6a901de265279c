import torch

x = torch.tensor([1.0, 2.0, 3.0])
print(torch.autograd.functional.hessian(lambda x: (x**3).sum(), x))
