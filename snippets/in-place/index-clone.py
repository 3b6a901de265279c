import torch

x = torch.tensor([1.0, 2.0, 3.0], requires_grad=True)
y = x.sigmoid().clone()
y[0] = 2.0
y.sum().backward()
print(x.grad)
first = torch.tensor([True, False, False])
y = torch.where(first, 2.0, x.sigmoid())
print(torch.autograd.grad(y.sum(), x))
y = 1 / (1 + (-x).exp())
y[0] = 2.0
print(torch.autograd.grad(y.sum(), x))
