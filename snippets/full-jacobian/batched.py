import torch


def f(x):
    return torch.stack([x.prod(), x.square().sum()])


x = torch.tensor([1.0, 2.0, 3.0], requires_grad=True)
y = f(x)
(J,) = torch.autograd.grad(y, x, torch.eye(2), is_grads_batched=True)
print(J)
