import torch

x = torch.tensor([1.0, 2.0], requires_grad=True)
t = torch.tensor([3.0, 4.0], requires_grad=True)
u = x.square().sum()
u_x, u_t = torch.autograd.grad(u, (x, t), allow_unused=True)
residual = u_x + u_t  # TypeError: unsupported operand type(s) for +: 'Tensor' and 'NoneType'
