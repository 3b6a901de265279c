import torch

x = torch.tensor([[1.0], [2.0], [3.0]], requires_grad=True)
u = x**3
ones = torch.ones_like(u)
(u_x,) = torch.autograd.grad(u, x, grad_outputs=ones, create_graph=True)
print(u_x.detach())
(u_xx,) = torch.autograd.grad(u_x, x, grad_outputs=ones)
print(u_xx)
