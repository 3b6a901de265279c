import argparse
import math
from collections import OrderedDict

import torch
import torch.nn.functional as F


class SineTask:
    def __init__(self, gen):
        self.A = 0.1 + 4.9 * torch.rand(1, generator=gen).item()
        self.phi = math.pi * torch.rand(1, generator=gen).item()
        self.gen = gen

    def sample(self, k):
        x = 10 * torch.rand(k, 1, generator=self.gen) - 5
        return x, self.A * torch.sin(x + self.phi)


def init_weights(hidden=20):
    w = OrderedDict()
    for i, (a, b) in enumerate([(1, hidden), (hidden, hidden), (hidden, 1)]):
        w[f"W{i}"] = (torch.randn(b, a) / math.sqrt(a)).requires_grad_()
        w[f"b{i}"] = torch.zeros(b, requires_grad=True)
    return w


def net(x, w):
    n = len(w) // 2
    for i in range(n):
        x = F.linear(x, w[f"W{i}"], w[f"b{i}"])
        x = x if i == n - 1 else torch.relu(x)
    return x


def inner_loop(w, task, args):
    fast = w
    xs, ys = task.sample(args.shots)
    for _ in range(args.inner_steps):
        support = F.mse_loss(net(xs, fast), ys)
        grads = torch.autograd.grad(support, list(fast.values()), create_graph=not args.first_order)
        fast = OrderedDict((n, p - args.inner_lr * g) for (n, p), g in zip(fast.items(), grads))
    return fast


def query_error(fast, task, args):
    xq, yq = task.sample(args.queries)
    return F.mse_loss(net(xq, fast), yq)


def outer_step(w, opt, tasks, args):
    outer = torch.stack([
        query_error(inner_loop(w, task, args), task, args)
        for task in tasks
    ])
    opt.zero_grad()
    outer.backward()
    opt.step()
    return outer.detach()


def log_every(n):
    """callback"""
    def cb(it, errs):
        if it % n == 0:
            print(f"it {it:3d} | post-adaptation mse {errs.mean():.3f}")
    return cb


def main(argv=None):
    ap = argparse.ArgumentParser("MAML on sinusoids")
    ap.add_argument("--shots", type=int, default=10)
    ap.add_argument("--queries", type=int, default=10)
    ap.add_argument("--meta_batch", type=int, default=4)
    ap.add_argument("--inner_steps", type=int, default=1)
    ap.add_argument("--inner_lr", type=float, default=0.01)
    ap.add_argument("--meta_lr", type=float, default=1e-3)
    ap.add_argument("--iters", type=int, default=6)
    ap.add_argument("--first_order", action="store_true")
    args = ap.parse_args(argv)

    torch.manual_seed(101)
    gen = torch.Generator().manual_seed(101)
    w = init_weights()
    opt = torch.optim.Adam(w.values(), lr=args.meta_lr)
    callbacks = [log_every(2)]
    for it in range(args.iters):
        errs = outer_step(w, opt, [SineTask(gen) for _ in range(args.meta_batch)], args)
        for cb in callbacks:
            cb(it, errs)


if __name__ == "__main__":
    main()
