# Hamiltonian Neural Network for a pendulum
# PHYS 7420 final project
import random
import time
from functools import wraps

import numpy as np
import torch


def timed(fn):
    @wraps(fn)
    def inner(*a, **kw):
        t0 = time.time()
        out = fn(*a, **kw)
        assert time.time() >= t0
        print(f"[{fn.__name__}] finished")
        return out
    return inner


def true_field(q, p):
    # H = p^2/2 + (1 - cos q)
    return p, -np.sin(q)


def make_trajectories(n_traj=3, n_steps=10, dt=0.1):
    xs, dxs = [], []
    for _ in range(n_traj):
        q, p = np.random.uniform(-1, 1, 2)
        for _ in range(n_steps):
            dq, dp = true_field(q, p)
            xs.append([q, p])
            dxs.append([dq, dp])
            # leapfrog
            p_half = p + 0.5 * dt * true_field(q, p)[1]
            q = q + dt * p_half
            p = p_half + 0.5 * dt * true_field(q, p_half)[1]
    return torch.tensor(xs, dtype=torch.float32), torch.tensor(dxs, dtype=torch.float32)


class HNN(torch.nn.Module):
    def __init__(self, hidden=20):
        super().__init__()
        self.l1 = torch.nn.Linear(2, hidden)
        self.l2 = torch.nn.Linear(hidden, hidden)
        self.l3 = torch.nn.Linear(hidden, 1, bias=False)
        for l in (self.l1, self.l2, self.l3):
            torch.nn.init.orthogonal_(l.weight)
        J = torch.tensor([[0., 1.], [-1., 0.]])
        self.register_buffer("J", J)

    def hamiltonian(self, x):
        h = torch.tanh(self.l1(x))
        h = torch.tanh(self.l2(h))
        return self.l3(h)

    def time_derivative(self, x):
        """ dx/dt = J grad H """
        H = self.hamiltonian(x)
        dH = torch.autograd.grad(H, x, create_graph=True)[0]
        return dH @ self.J.t()


@timed
def train(model, x, dx, epochs=4, lr=1e-3, batch_size=10):
    optim = torch.optim.Adam(model.parameters(), lr, weight_decay=1e-4)
    for epoch in range(epochs):
        ix = torch.randperm(len(x))[:batch_size]
        xb = x[ix].clone().requires_grad_()
        dx_hat = model.time_derivative(xb)
        loss = ((dx[ix] - dx_hat) ** 2).mean()
        loss.backward()
        optim.step()
        optim.zero_grad()
        print("step {}, train_loss {:.4e}".format(epoch, loss.item()))


if __name__ == "__main__":
    random.seed(1)
    np.random.seed(1)
    torch.manual_seed(1)
    x, dx = make_trajectories()
    print("x", x.shape, "dx", dx.shape)
    model = HNN()
    train(model, x, dx)
