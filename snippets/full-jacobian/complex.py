import torch
from torch.autograd.functional import jacobian
from torch.func import jacrev


def f(x):
    return torch.complex(x, x.square())


x = torch.tensor([1.0, 2.0])
for tool in jacrev(f), lambda x: jacobian(f, x):
    try:
        tool(x)
    except RuntimeError as error:
        print(error)

print(jacrev(lambda x: torch.view_as_real(f(x)))(x))
