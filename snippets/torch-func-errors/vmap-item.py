import torch


def f(x):
    return x * x.item()  # RuntimeError: vmap: It looks like you're calling .item() on a Tensor. We don't support vmap over calling .item() on a Tensor, please try to rewrite what you're doing with other operations. If error is occurring somewhere inside PyTorch internals, please file a bug report.


x = torch.tensor([1.0, 2.0])
torch.func.vmap(f)(x)
