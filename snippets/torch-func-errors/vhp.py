import torch

x = torch.tensor([1.0, 2.0, 3.0])
torch.autograd.functional.vhp(lambda x: x**3, x, torch.ones(3))  # RuntimeError: The Tensor returned by the function given to vhp should contain a single element
