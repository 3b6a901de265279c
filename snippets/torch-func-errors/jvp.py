import torch

x = torch.tensor([1.0, 2.0, 3.0])
torch.autograd.functional.jvp(lambda x: x.square().sum(), x)  # RuntimeError: The vector v can only be None if the input to the user-provided function is a single Tensor with a single element.
