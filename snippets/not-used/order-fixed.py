import torch

w = torch.tensor([1.0, -1.0], requires_grad=True)
x = torch.tensor([2.0, 3.0])
x.requires_grad_()
y = (w * x).sum()
print(torch.autograd.grad(y, x))
