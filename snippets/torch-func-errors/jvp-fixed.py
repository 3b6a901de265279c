import torch

x = torch.tensor([1.0, 2.0, 3.0])
print(torch.autograd.functional.jvp(lambda x: x.square().sum(), x, torch.ones(3)))
