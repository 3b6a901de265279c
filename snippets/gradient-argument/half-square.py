import torch

x = torch.tensor([1.0, 2.0, 3.0], requires_grad=True)
y = x**3
(own,) = torch.autograd.grad(y, x, grad_outputs=y, retain_graph=True)
(half,) = torch.autograd.grad((y**2 / 2).sum(), x)
print(own, half)
