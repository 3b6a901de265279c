import torch


def f(x):
    return x.argmax()


x = torch.tensor([1.0, 3.0, 2.0])
print(torch.func.grad(f)(x))  # wrong
