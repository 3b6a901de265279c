import torch
from torch.utils.checkpoint import checkpoint


def model(x):
    return checkpoint(torch.tanh, x, use_reentrant=True)  # RuntimeError: In order to use an autograd.Function with functorch transforms (vmap, grad, jvp, jacrev, ...), it must override the setup_context staticmethod. For more details, please see https://pytorch.org/docs/main/notes/extending.func.html


x = torch.tensor([0.1, 0.2, 0.3])
print(torch.func.jacrev(model)(x))
