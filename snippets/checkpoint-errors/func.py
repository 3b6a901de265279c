import torch
from torch.utils.checkpoint import checkpoint


def model(x):
    return checkpoint(torch.tanh, x, use_reentrant=False)  # RuntimeError: torch.func.{grad, vjp, jacrev, hessian} don't yet support saved tensor hooks. Please open an issue with your use case.


x = torch.tensor([0.1, 0.2, 0.3])
print(torch.func.jacrev(model)(x))
