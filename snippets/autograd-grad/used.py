import torch

points = torch.tensor([[1.0, 2.0], [3.0, 4.0]], requires_grad=True)
x = points[:, 0]
y = x**2
(grad,) = torch.autograd.grad(y, x, grad_outputs=torch.ones_like(y))
print(grad)
