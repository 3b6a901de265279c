import torch

k = torch.tensor(3.0, requires_grad=True)
x = torch.tensor([[1.0], [3.0]], requires_grad=True)
u = k * x**2
ones = torch.ones_like(u)
(u_x,) = torch.autograd.grad(u, x, grad_outputs=ones, retain_graph=True)
residual = u_x - u / x
loss = (residual**2).mean()
loss.backward()
print("loss", loss.item())
print("gradient", k.grad.item())  # wrong
