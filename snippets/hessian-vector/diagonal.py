import torch
from torch.func import grad, hessian, jvp, vmap


def f(x):
    return (x**3).sum() + x.prod()


def product(v):
    return jvp(grad(f), (x,), (v,))[1]


x = torch.tensor([1.0, 2.0])
print(hessian(f)(x))
print(vmap(product)(torch.eye(len(x))).diagonal())
torch.manual_seed(0)
signs = torch.rand(1000, len(x)).round() * 2 - 1
print((signs * vmap(product)(signs)).mean(dim=0).round())
