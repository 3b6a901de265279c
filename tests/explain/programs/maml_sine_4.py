import random
from collections import OrderedDict
import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F
from torch.func import functional_call


def sine_task(k_support=5, k_query=5):
    amp, ph = np.random.uniform(0.5, 2.0), random.uniform(0, np.pi)
    x = torch.empty(k_support + k_query, 1).uniform_(-3, 3)
    y = amp * torch.sin(x + ph)
    return (x[:k_support], y[:k_support]), (x[k_support:], y[k_support:])


class MetaRegressor(nn.Module):
    """two layers, FiLM conditioning optional"""

    def __init__(self, hidden=20, film=False):
        super().__init__()
        self.fc1 = nn.Linear(1, hidden)
        self.fc2 = nn.Linear(hidden, hidden)
        self.gamma = nn.Parameter(torch.ones(hidden))
        self.beta = nn.Parameter(torch.zeros(hidden))
        self.out = nn.Linear(hidden, 1)
        self.film = film

    def forward(self, x):
        h = torch.relu(self.fc1(x))
        h = self.fc2(h)
        if self.film:
            h = self.gamma * h + self.beta
        return self.out(torch.relu(h))


def inner_loop(model, support, lr_inner, n_steps, first_order=False):
    x, y = support
    fast = OrderedDict(model.named_parameters())
    for _ in range(n_steps):
        s_loss = F.mse_loss(functional_call(model, fast, (x,)), y)
        grads = torch.autograd.grad(s_loss, fast.values(), create_graph=not first_order)
        fast = OrderedDict((n, w - lr_inner * g) for (n, w), g in zip(fast.items(), grads))
    return fast


class MAML:
    def __init__(self, model, **hp):
        self.model = model
        self.hp = {"lr_inner": 0.01, "n_steps": 2, "meta_lr": 1e-3, "tasks": 3, **hp}
        self.meta_opt = torch.optim.Adam(model.parameters(), lr=self.hp["meta_lr"])

    def meta_step(self):
        q_losses = []
        for _ in range(self.hp["tasks"]):
            support, query = sine_task()
            fast = inner_loop(self.model, support, self.hp["lr_inner"], self.hp["n_steps"])
            q_losses.append(F.mse_loss(functional_call(self.model, fast, (query[0],)), query[1]))
        meta_loss = torch.stack(q_losses).mean()
        self.meta_opt.zero_grad()
        meta_loss.backward()
        self.meta_opt.step()
        return meta_loss.item()


if __name__ == "__main__":
    random.seed(12)
    np.random.seed(12)
    torch.manual_seed(12)
    maml = MAML(MetaRegressor(), n_steps=2)
    for it in range(4):
        print(f"meta-iter {it}: query mse {maml.meta_step():.4f}")
