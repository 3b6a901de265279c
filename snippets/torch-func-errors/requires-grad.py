import torch


def slope(x):
    x.requires_grad_()  # RuntimeError: You are attempting to call Tensor.requires_grad_() (or perhaps using torch.autograd.functional.* APIs) inside of a function being transformed by a functorch transform. This is unsupported, please attempt to use the functorch transforms (e.g. grad, vjp, jacrev, jacfwd, hessian) or call requires_grad_() outside of a function being transformed instead.
    return torch.autograd.grad(x**2, x)[0]


x = torch.tensor([1.0, 2.0])
print(torch.func.vmap(slope)(x))
