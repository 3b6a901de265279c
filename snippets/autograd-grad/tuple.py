import torch

x = torch.tensor([1.0, 2.0, 3.0], requires_grad=True)
y = x**2
grad = torch.autograd.grad(y, x, grad_outputs=torch.ones_like(y))
print(type(grad), len(grad), x.grad)
print(grad.shape)  # AttributeError: 'tuple' object has no attribute 'shape'
