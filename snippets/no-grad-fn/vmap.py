import torch


def slope(x):
    y = x.sin().sum()
    return torch.autograd.grad(y, x)[0]  # RuntimeError: element 0 of tensors does not require grad and does not have a grad_fn


rows = torch.tensor([[0.0, 1.0], [2.0, 3.0]], requires_grad=True)
print(torch.vmap(slope)(rows))
