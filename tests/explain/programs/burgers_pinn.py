# PINN for u_t + u u_x = nu u_xx,  optimised with L-BFGS
import numpy as np
import torch

torch.manual_seed(0); np.random.seed(0)
torch.set_default_dtype(torch.float64)
nu = 0.01 / np.pi

class PINN(torch.nn.Module):
    def __init__(self, layers=(2, 16, 16, 1)):
        super().__init__()
        self.lins = torch.nn.ModuleList(
            torch.nn.Linear(a, b) for a, b in zip(layers[:-1], layers[1:]))
    def forward(self, x, t):
        h = torch.cat([x, t], 1)
        for lin in self.lins[:-1]:
            h = torch.tanh(lin(h))
        return self.lins[-1](h)

class Burgers:
    def __init__(self, n_f=30, n_u=20):
        self.net = PINN()
        # collocation
        self.x_f = torch.tensor(np.random.uniform(-1, 1, (n_f, 1)), requires_grad=True)
        self.t_f = torch.tensor(np.random.uniform(0, 1, (n_f, 1)), requires_grad=True)
        # initial
        self.x_u = torch.tensor(np.random.uniform(-1, 1, (n_u, 1)))
        self.t_u = torch.zeros(n_u, 1)
        self.u = -torch.sin(np.pi * self.x_u)
        self.opt = torch.optim.LBFGS(self.net.parameters(), lr=0.5, max_iter=15, line_search_fn="strong_wolfe")
        self.it = 0

    def residual(self):
        u = self.net(self.x_f, self.t_f)
        ones = torch.ones_like(u)
        u_t = torch.autograd.grad(u, self.t_f, ones, create_graph=True)[0]
        u_x = torch.autograd.grad(u, self.x_f, ones, create_graph=True)[0]
        u_xx = torch.autograd.grad(u_x, self.x_f, torch.ones_like(u_x), create_graph=True)[0]
        return u_t + u * u_x - nu * u_xx

    def closure(self):
        self.opt.zero_grad()
        mse_u = torch.mean((self.net(self.x_u, self.t_u) - self.u) ** 2)
        mse_f = self.residual() ** 2
        loss = mse_u + mse_f
        loss.backward()
        self.it += 1
        if self.it % 5 == 0:
            print("It %d, Loss %.3e" % (self.it, loss))
        return loss

    def train(self):
        self.net.train()
        self.opt.step(self.closure)

if __name__ == "__main__":
    Burgers().train()
