import torch

x = torch.tensor([1.0, 2.0, 3.0])
torch.autograd.functional.vjp(lambda x: x**2, x)  # RuntimeError: The vector v can only be None if the user-provided function returns a single Tensor with a single element.
