"""MAML, sinusoid regression, functional version."""
import math
from collections import OrderedDict

import torch
import torch.nn.functional as F


def init_params(hidden=20):
    def w(o, i):
        return torch.nn.Parameter(torch.randn(o, i) * math.sqrt(2.0 / i))

    def b(o):
        return torch.nn.Parameter(torch.zeros(o))

    return OrderedDict(w1=w(hidden, 1), b1=b(hidden), w2=w(hidden, hidden), b2=b(hidden), w3=w(1, hidden), b3=b(1))


def net(x, p):
    x = F.relu(F.linear(x, p["w1"], p["b1"]))
    x = F.relu(F.linear(x, p["w2"], p["b2"]))
    return F.linear(x, p["w3"], p["b3"])


class SineTask:
    def __init__(self, noise=0.05):
        self.amp = 0.1 + 4.9 * torch.rand(1)
        self.phase = math.pi * torch.rand(1)
        self.noise = noise

    def sample(self, k):
        x = torch.rand(k, 1) * 10 - 5
        return x, self.amp * torch.sin(x - self.phase) + self.noise * torch.randn_like(x)


class MetaLearner:
    def __init__(self, inner_lr=0.01, meta_lr=1e-3, inner_steps=2, huber=False):
        self.params = init_params()
        self.inner_lr = inner_lr
        self.inner_steps = inner_steps
        self.meta_opt = torch.optim.Adam(self.params.values(), lr=meta_lr)
        self.loss_fn = F.smooth_l1_loss if huber else self.sq_err

    @staticmethod
    def sq_err(pred, y):
        return ((pred - y) ** 2).sum(-1)

    def adapt(self, x, y):
        fast = self.params
        for _ in range(self.inner_steps):
            support_loss = self.loss_fn(net(x, fast), y)
            grads = torch.autograd.grad(support_loss, list(fast.values()), create_graph=True)
            fast = OrderedDict((n, w - self.inner_lr * g) for (n, w), g in zip(fast.items(), grads))
        return fast

    def meta_step(self, n_tasks=4, k_shot=10):
        self.meta_opt.zero_grad()
        meta_loss = 0.0
        for _ in range(n_tasks):
            task = SineTask()
            fast = self.adapt(*task.sample(k_shot))
            xq, yq = task.sample(15)
            meta_loss = meta_loss + F.mse_loss(net(xq, fast), yq) / n_tasks
        meta_loss.backward()
        self.meta_opt.step()
        return meta_loss.item()


def main():
    torch.manual_seed(99)
    learner = MetaLearner()
    running = None
    for i in range(30):
        l = learner.meta_step()
        running = l if running is None else 0.9 * running + 0.1 * l
        if i % 10 == 0:
            print(f"meta-iter {i:>4}: query loss {running:.3f}")


if __name__ == "__main__":
    main()
