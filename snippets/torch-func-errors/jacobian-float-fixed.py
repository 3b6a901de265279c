import torch

x = torch.tensor([1.0, 2.0, 3.0])
print(torch.autograd.functional.jacobian(lambda x: x.square().sum(), x))
