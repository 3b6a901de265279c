import torch

x = torch.tensor([1.0, 2.0, 3.0])
torch.autograd.functional.vjp(lambda x: x[:2] ** 2, x, torch.ones(3))  # RuntimeError: v has invalid size: should be torch.Size([2]) but got torch.Size([3]).
