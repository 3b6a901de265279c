import torch
from torch.utils.checkpoint import checkpoint


def f(x):
    return checkpoint(torch.sin, x, use_reentrant=False)  # RuntimeError: torch.func.{grad, vjp, jacrev, hessian} don't yet support saved tensor hooks. Please open an issue with your use case.


x = torch.tensor([1.0, 2.0])
J = torch.func.jacrev(f)(x)
print(J)
