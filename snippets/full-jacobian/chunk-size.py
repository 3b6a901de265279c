import torch
from torch.func import jacrev


def f(x):
    return x.cumsum(dim=0).square()


x = torch.arange(6.0)
J = jacrev(f)(x)
in_twos = jacrev(f, chunk_size=2)(x)
print(torch.equal(J, in_twos))
