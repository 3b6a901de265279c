"""PINN for viscous Burgers  u_t + u u_x = nu u_xx"""
import numpy as np
import torch
import random

torch.manual_seed(0)
np.random.seed(0)
random.seed(0)

nu = 0.01 / np.pi
N_f, N_b, N_0 = 40, 12, 16


class MLP(torch.nn.Module):
    def __init__(self, layers):
        super().__init__()
        self.linears = torch.nn.ModuleList(
            [torch.nn.Linear(layers[i], layers[i + 1]) for i in range(len(layers) - 1)])
        for l in self.linears:
            torch.nn.init.xavier_normal_(l.weight)
            torch.nn.init.zeros_(l.bias)

    def forward(self, x, t):
        h = torch.cat([x, t], dim=1)
        for l in self.linears[:-1]:
            h = torch.tanh(l(h))
        return self.linears[-1](h)


def D(y, x):
    return torch.autograd.grad(y, x, grad_outputs=torch.ones_like(y), create_graph=True)[0]


class BurgersPINN:
    def __init__(self):
        self.u = MLP([2, 20, 20, 1])
        self.x_f = (2 * torch.rand(N_f, 1) - 1).requires_grad_()
        self.t_f = torch.rand(N_f, 1).requires_grad_()
        self.x_0 = torch.linspace(-1, 1, N_0).view(-1, 1)
        self.u_0 = -torch.sin(np.pi * self.x_0)
        self.t_b = torch.rand(N_b, 1)
        self.weights = dict(pde=1.0, ic=10.0, bc=5.0)
        self.adam = torch.optim.Adam(self.u.parameters(), lr=1e-3)
        self.lbfgs = torch.optim.LBFGS(self.u.parameters(), max_iter=5, line_search_fn="strong_wolfe")
        self.iter = 0

    def residual(self):
        u = self.u(self.x_f, self.t_f)
        u_t, u_x = D(u, self.t_f), D(u, self.x_f)
        u_xx = D(u_x, self.x_f)
        return u_t + u * u_x - nu * u_xx

    def boundary(self):
        one = torch.ones(N_b, 1)
        left, right = self.u(-one, self.t_b), self.u(one, self.t_b)
        return left ** 2 + right ** 2

    def loss_fn(self):
        loss_pde = torch.mean(self.residual() ** 2)
        loss_ic = torch.mean((self.u(self.x_0, torch.zeros_like(self.x_0)) - self.u_0) ** 2)
        loss_bc = self.boundary()
        w = self.weights
        return w["pde"] * loss_pde + w["ic"] * loss_ic + w["bc"] * loss_bc

    def closure(self):
        self.adam.zero_grad()
        J = self.loss_fn()
        J.backward()
        self.iter += 1
        if self.iter % 5 == 1:
            print("Iter %d, Loss: %.5e" % (self.iter, J.item()))
        return J

    def train(self, n_adam=6):
        for _ in range(n_adam):
            self.adam.step(self.closure)
        print("switching to L-BFGS")
        self.lbfgs.step(self.closure)


if __name__ == "__main__":
    pinn = BurgersPINN()
    pinn.train()
    with torch.no_grad():
        err = (pinn.u(pinn.x_0, 0 * pinn.x_0) - pinn.u_0).norm() / pinn.u_0.norm()
    print("relative L2 error at t=0: %.3f" % err)
