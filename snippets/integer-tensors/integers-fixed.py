import torch

x = torch.tensor([1.0, 2.0, 3.0])
x.requires_grad_()
x.square().sum().backward()
print(x.grad, x.grad.dtype)
