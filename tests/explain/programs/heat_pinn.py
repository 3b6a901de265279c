"""1-D heat equation u_t = a u_xx solved by a PINN."""
import numpy as np
import torch
import torch.nn as nn

DEVICE = torch.device("cpu")
ALPHA = 0.05


class PINN(nn.Module):
    def __init__(self, layers):
        super().__init__()
        mods = []
        for a, b in zip(layers[:-2], layers[1:-1]):
            mods += [nn.Linear(a, b), nn.Tanh()]
        mods.append(nn.Linear(layers[-2], layers[-1]))
        self.net = nn.Sequential(*mods)
        for m in self.net:
            if isinstance(m, nn.Linear):
                nn.init.xavier_normal_(m.weight)

    def forward(self, x, t):
        return self.net(torch.cat([x, t], dim=1))


class HeatProblem:
    def __init__(self, n_f=40, n_b=16, n_i=16, seed=0):
        rng = np.random.RandomState(seed)
        self.x_f = self._col(rng.uniform(0, 1, n_f)).requires_grad_()
        self.t_f = self._col(rng.uniform(0, 1, n_f)).requires_grad_()
        self.x_b = self._col(rng.choice([0.0, 1.0], n_b))
        self.t_b = self._col(rng.uniform(0, 1, n_b))
        self.x_i = self._col(rng.uniform(0, 1, n_i))
        self.t_i = torch.zeros_like(self.x_i)
        self.ones = torch.ones(n_f)

    @staticmethod
    def _col(a):
        return torch.tensor(a, dtype=torch.float32, device=DEVICE).reshape(-1, 1)

    def grad(self, y, x):
        return torch.autograd.grad(y, x, grad_outputs=self.ones, create_graph=True)[0]

    def f(self, net):
        u = net(self.x_f, self.t_f)
        u_t = self.grad(u, self.t_f)
        u_x = self.grad(u, self.x_f)
        u_xx = self.grad(u_x, self.x_f)
        return u_t - ALPHA * u_xx

    def loss(self, net):
        mse_f = self.f(net).square().mean()
        mse_b = net(self.x_b, self.t_b).square().mean()
        mse_i = (net(self.x_i, self.t_i) - torch.sin(np.pi * self.x_i)).square().mean()
        return {"f": mse_f, "b": mse_b, "i": mse_i}


def main(n_iter=6):
    torch.manual_seed(0)
    net = PINN([2, 16, 16, 1]).to(DEVICE)
    problem = HeatProblem()
    opt = torch.optim.Adam(net.parameters(), lr=1e-3)
    for k in range(n_iter):
        parts = problem.loss(net)
        loss = parts["f"] + 5 * (parts["b"] + parts["i"])
        opt.zero_grad()
        loss.backward()
        opt.step()
        if k % 2 == 0:
            print(f"iter {k}", {n: round(v.item(), 5) for n, v in parts.items()})


if __name__ == "__main__":
    main()
