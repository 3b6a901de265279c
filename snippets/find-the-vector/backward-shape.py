import torch


def library_step(outputs, targets):
    losses = (outputs - targets).square()
    losses.mean(dim=1).backward()


original = torch.Tensor.backward


def backward(tensor, *args, **kwargs):
    print(list(tensor.shape), tensor.grad_fn and tensor.grad_fn.name())
    return original(tensor, *args, **kwargs)  # RuntimeError: grad can be implicitly created only for scalar outputs


torch.Tensor.backward = backward

x = torch.ones(4, 3, requires_grad=True)
library_step(2 * x, torch.zeros(4, 3))
