import torch


def f(x):
    return (x**3).sum() + x.prod()


x = torch.tensor([1.0, 2.0], requires_grad=True)
(gradient,) = torch.autograd.grad(f(x), x, create_graph=True)
(result,) = torch.autograd.grad(gradient.sum(), x)
print(torch.func.hessian(f)(x.detach()))
print(result)  # wrong
