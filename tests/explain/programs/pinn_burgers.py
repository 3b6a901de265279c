"""Burgers equation u_t + u u_x = nu u_xx with a PINN."""
import math
import torch
import torch.nn as nn


class MLP(nn.Module):
    def __init__(self, layers):
        super().__init__()
        mods = []
        for a, b in zip(layers[:-2], layers[1:-1]):
            mods += [nn.Linear(a, b), nn.Tanh()]
        mods.append(nn.Linear(layers[-2], layers[-1]))
        self.net = nn.Sequential(*mods)

    def forward(self, x, t):
        return self.net(torch.cat([x, t], dim=1))


def derivative(y, wrt):
    return torch.autograd.grad(y, wrt, create_graph=True, retain_graph=True)[0]


class PhysicsInformedNN:
    def __init__(self, nu=0.01 / math.pi, n_f=40, n_u=16):
        self.nu = nu
        self.net = MLP([2, 20, 20, 1])
        self.optimizer = torch.optim.Adam(self.net.parameters(), lr=1e-3)
        self.x_f = (torch.rand(n_f, 1) * 2 - 1).requires_grad_(True)
        self.t_f = torch.rand(n_f, 1).requires_grad_(True)
        self.x_u = torch.rand(n_u, 1) * 2 - 1
        self.t_u = torch.zeros(n_u, 1)
        self.u = -torch.sin(math.pi * self.x_u)

    def net_f(self, x, t):
        u = self.net(x, t)
        u_t = derivative(u, t)
        u_x = derivative(u, x)
        u_xx = derivative(u_x, x)
        return u_t + u * u_x - self.nu * u_xx

    def loss_func(self):
        u_pred = self.net(self.x_u, self.t_u)
        f_pred = self.net_f(self.x_f, self.t_f)
        loss_u = torch.mean((self.u - u_pred) ** 2)
        loss_f = torch.mean(f_pred ** 2)
        return loss_u + loss_f, loss_u, loss_f

    def train(self, n_iter):
        for it in range(n_iter):
            self.optimizer.zero_grad()
            loss, loss_u, loss_f = self.loss_func()
            loss.backward()
            self.optimizer.step()
            if it % 5 == 0:
                print("Iter %d, Loss: %.5e, Loss_u: %.5e, Loss_f: %.5e"
                      % (it, loss.item(), loss_u.item(), loss_f.item()))


if __name__ == "__main__":
    torch.manual_seed(1234)
    model = PhysicsInformedNN()
    model.train(11)
