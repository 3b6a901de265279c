import torch


def f(x):
    return x.square()


x = torch.tensor([1.0, 2.0, 3.0])
torch.func.grad(f)(x)  # RuntimeError: grad_and_value(f)(*args): Expected f(*args) to return a scalar Tensor, got tensor with 1 dims. Maybe you wanted to use the vjp or jacrev APIs instead?
