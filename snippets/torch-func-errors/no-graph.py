import torch


def slope(x):
    return torch.autograd.grad(x**2, x)[0]  # RuntimeError: element 0 of tensors does not require grad and does not have a grad_fn


x = torch.tensor([1.0, 2.0], requires_grad=True)
print(torch.func.vmap(slope)(x))
