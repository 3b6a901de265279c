import torch

x = torch.tensor([1.0, 2.0, 3.0], requires_grad=True)
y = x**2
print(y.shape)
(grad,) = torch.autograd.grad(y.sum(), x)
print(grad)
