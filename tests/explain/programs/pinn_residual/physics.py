"""Burgers' equation u_t + u u_x = nu u_xx on [-1,1] x [0,1]."""
import torch


def D(y, x):
    return torch.autograd.grad(y, x, grad_outputs=torch.ones_like(y), create_graph=True)[0]


def sample_domain(n):
    x = (2 * torch.rand(n, 1) - 1).requires_grad_()
    t = torch.rand(n, 1).requires_grad_()
    return x, t


def data_misfit(net, xt, u_obs):
    return (net(xt) - u_obs).pow(2).mean()


def burgers_residual(net, x, t, nu):
    u = net(torch.cat([x, t], dim=1))
    u_x = D(u, x)
    u_t = D(u, t)
    u_xx = D(u_x, x)
    f = u_t + u * u_x - nu * u_xx
    return f.pow(2)
