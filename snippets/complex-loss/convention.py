import torch

z = torch.tensor(3.0 + 1.0j, requires_grad=True)
z.abs().square().backward()
print(z.grad)

x = torch.tensor(3.0, requires_grad=True)
y = torch.tensor(1.0, requires_grad=True)
(x**2 + y**2).backward()
print(x.grad, y.grad)
