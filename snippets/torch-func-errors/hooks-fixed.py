import torch
from torch.utils.checkpoint import checkpoint


def f(x):
    return checkpoint(torch.sin, x, use_reentrant=False)


x = torch.tensor([1.0, 2.0])
J = torch.autograd.functional.jacobian(f, x)
print(J)
print(torch.func.jacfwd(f)(x))
