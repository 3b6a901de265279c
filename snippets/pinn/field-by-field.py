import torch

points = torch.tensor([[1.0, 2.0], [3.0, 4.0]], requires_grad=True)
x, t = points[:, 0:1], points[:, 1:2]
fields = torch.cat([x * t, x - t], dim=1)
print(fields.shape)
for field in fields.unbind(dim=1):
    ones = torch.ones_like(field)
    (grad,) = torch.autograd.grad(field, points, grad_outputs=ones, retain_graph=True)
    print(grad)
