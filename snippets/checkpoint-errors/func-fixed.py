import torch
from torch.utils.checkpoint import checkpoint


def model(x):
    return checkpoint(torch.tanh, x, use_reentrant=False)


x = torch.tensor([0.1, 0.2, 0.3])
print(torch.autograd.functional.jacobian(model, x))
