import torch

points = torch.tensor([[1.0, 2.0], [3.0, 4.0]], requires_grad=True)
y = points[:, 0] ** 2
x = points[:, 0]
(grad,) = torch.autograd.grad(y, x, grad_outputs=torch.ones_like(y))  # RuntimeError: The differentiated Tensor at index 0 appears to not have been used in the graph. Set allow_unused=True if this is the desired behavior.
print(grad)
