from collections import OrderedDict

import torch
import torch.nn as nn
from torch.func import functional_call


class SineNet(nn.Module):
    def __init__(self, hidden=20):
        super().__init__()
        self.body = nn.Sequential(nn.Linear(1, hidden), nn.Tanh(), nn.Linear(hidden, hidden), nn.Tanh())
        self.head = nn.Linear(hidden, 1)

    def forward(self, x):
        return self.head(self.body(x))


class MAML(nn.Module):
    def __init__(self, net, criterion, inner_lr=0.05, inner_steps=2, first_order=False):
        super().__init__()
        self.net = net
        self.criterion = criterion
        self.inner_lr = inner_lr
        self.inner_steps = inner_steps
        self.first_order = first_order

    def adapt(self, xs, ys):
        fast = OrderedDict(self.net.named_parameters())
        for _ in range(self.inner_steps):
            support_loss = self.criterion(functional_call(self.net, fast, (xs,)), ys)
            grads = torch.autograd.grad(support_loss, tuple(fast.values()),
                                        create_graph=not self.first_order)
            fast = OrderedDict((n, p - self.inner_lr * g) for (n, p), g in zip(fast.items(), grads))
        return fast

    def forward(self, task):
        fast = self.adapt(task.xs, task.ys)
        return self.criterion(functional_call(self.net, fast, (task.xq,)), task.yq)
