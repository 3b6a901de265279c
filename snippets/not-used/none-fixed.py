import torch

x = torch.tensor([1.0, 2.0], requires_grad=True)
t = torch.tensor([3.0, 4.0], requires_grad=True)
u = (x.square() + t).sum()
u_x, u_t = torch.autograd.grad(u, (x, t))
residual = u_x + u_t
print(residual)
