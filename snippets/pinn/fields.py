import torch

points = torch.tensor([[1.0, 2.0], [3.0, 4.0]], requires_grad=True)
x, t = points[:, 0:1], points[:, 1:2]
fields = torch.cat([x * t, x - t], dim=1)
print(fields.shape)
ones = torch.ones_like(fields)
(grad,) = torch.autograd.grad(fields, points, grad_outputs=ones)
print(grad)  # wrong
