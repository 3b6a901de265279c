import torch

points = torch.tensor([[1.0, 2.0], [3.0, 4.0]], requires_grad=True)
x, t = points[:, 0:1], points[:, 1:2]
u = x**3 * t**2
(first,) = torch.autograd.grad(u.sum(), points, create_graph=True)
ones = torch.ones_like(first)
(second,) = torch.autograd.grad(first, points, grad_outputs=ones)
print(second)  # wrong
