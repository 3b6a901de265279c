import torch

points = torch.tensor([[1.0, 2.0], [3.0, 4.0]], requires_grad=True)
y = points[:, 0] ** 2
x = points[:, 0]
ones = torch.ones_like(y)
print(torch.autograd.grad(y, x, grad_outputs=ones, retain_graph=True, allow_unused=True))  # wrong
print(torch.autograd.grad(y, x, grad_outputs=ones, materialize_grads=True))  # wrong
