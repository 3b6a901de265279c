import torch
from torch.autograd.functional import jacobian


def f(x):
    return x.square().sum().item()


x = torch.tensor([1.0, 2.0, 3.0])
jacobian(f, x)  # TypeError: The outputs of the user-provided function given to jacobian must be either a Tensor or a tuple of Tensors but the given outputs of the user-provided function has type <class 'float'>.
