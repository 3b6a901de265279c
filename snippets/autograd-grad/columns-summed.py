import torch

W = torch.tensor([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
x = torch.tensor([[1.0, 0.0, 1.0], [0.0, 2.0, 1.0]], requires_grad=True)
y = (x @ W).square()
print(y.shape)
(of_unit,) = torch.autograd.grad(y, x, grad_outputs=torch.ones_like(y))
print(of_unit)  # wrong
