import torch


def f(x):
    return x.square().sum()


x = torch.tensor([1.0, 2.0, 3.0])
torch.func.grad(f, has_aux=True)(x)  # RuntimeError: grad_and_value(f)(*args): output of function f should be a tuple: (output, aux) if has_aux is True
