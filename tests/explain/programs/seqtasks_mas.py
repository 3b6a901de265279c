"""Continual learning on a stream of three tasks with Memory Aware Synapses.

usage: python seqtasks_mas.py [--lam 1.0]
"""
import argparse
import torch
import torch.nn as nn
import torch.nn.functional as F


class Plugin:
    def before_task(self, strategy): pass
    def before_backward(self, strategy): pass
    def after_task(self, strategy): pass


class LossLogger(Plugin):
    def before_backward(self, strategy):
        strategy.log.append(strategy.loss.detach())


class MAS(Plugin):
    def __init__(self, lam):
        self.lam = lam
        self.anchor = {}
        self.omega = {}

    def before_backward(self, strategy):
        if not self.anchor:
            return
        drift = [
            (self.omega[n] * (p - self.anchor[n]).square()).flatten()
            for n, p in strategy.model.named_parameters()
        ]
        strategy.loss = strategy.loss + self.lam * torch.cat(drift)

    def after_task(self, strategy):
        model = strategy.model
        model.zero_grad()
        model(strategy.x).square().sum(1).mean().backward()
        for n, p in model.named_parameters():
            self.anchor[n] = p.detach().clone()
            self.omega[n] = self.omega.get(n, 0) + p.grad.abs()


class Strategy:
    def __init__(self, model, opt, plugins):
        self.model, self.opt, self.plugins = model, opt, plugins
        self.log = []

    def fire(self, event):
        for p in self.plugins:
            getattr(p, event)(self)

    def train(self, x, y, epochs=4, bs=16):
        self.x = x
        self.fire("before_task")
        for _ in range(epochs):
            for xb, yb in zip(x.split(bs), y.split(bs)):
                self.opt.zero_grad()
                self.loss = F.cross_entropy(self.model(xb), yb)
                self.fire("before_backward")
                self.loss.backward()
                self.opt.step()
        self.fire("after_task")

    @torch.no_grad()
    def accuracy(self, x, y):
        return (self.model(x).argmax(1) == y).float().mean().item()


def make_tasks(n=3):
    w = torch.randn(8, 3)
    tasks = []
    for k in range(n):
        x = torch.randn(64, 8)[:, torch.randperm(8)]
        tasks.append((x, (x @ torch.roll(w, k, 0)).argmax(1)))
    return tasks


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("--lam", type=float, default=1.0)
    args = ap.parse_args()
    torch.manual_seed(31)
    model = nn.Sequential(nn.Linear(8, 32), nn.Tanh(), nn.Linear(32, 3))
    s = Strategy(model, torch.optim.SGD(model.parameters(), lr=0.1), [LossLogger(), MAS(args.lam)])
    tasks = make_tasks()
    for t, (x, y) in enumerate(tasks):
        s.train(x, y)
        print("after task", t, ["%.2f" % s.accuracy(*task) for task in tasks[: t + 1]])
    print("mean logged loss", torch.stack(s.log).mean().item())


if __name__ == "__main__":
    main()
