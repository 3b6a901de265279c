import io
import random
import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F


class GrowingNet(nn.Module):
    def __init__(self, d, n_classes):
        super().__init__()
        self.body = nn.Sequential(nn.Linear(d, 24), nn.ReLU())
        self.head = nn.Linear(24, n_classes)

    def forward(self, x):
        return self.head(self.body(x))


class EWC:
    def __init__(self, lam=10.0):
        self.lam, self.tasks = lam, []

    def remember(self, net, batches):
        fisher = {n: torch.zeros_like(p) for n, p in net.named_parameters()}
        for x, y in batches:
            net.zero_grad()
            F.cross_entropy(net(x), y).backward()
            for n, p in net.named_parameters():
                fisher[n] += p.grad ** 2 / len(batches)
        self.tasks.append((fisher, {n: p.detach().clone() for n, p in net.named_parameters()}))

    def penalty(self, net):
        if not self.tasks:
            return torch.zeros(())
        return self.lam * sum((f[n] * (p - old[n]) ** 2).sum()
                              for f, old in self.tasks for n, p in net.named_parameters() if n.startswith("body"))


def task_data(t, d=6, per=8, n=4):
    w = torch.randn(d, 2)
    out = []
    for _ in range(n):
        x = torch.randn(per, d)
        out.append((x, (x @ w).argmax(1) + 2 * t))
    return out


def learn(net, batches, ewc, epochs=2):
    opt = torch.optim.SGD(net.parameters(), lr=0.1)
    for e in range(epochs):
        tot = 0.0
        for x, y in batches:
            loss = F.cross_entropy(net(x), y) + ewc.penalty(net)
            opt.zero_grad()
            loss.backward()
            opt.step()
            tot += loss.item()
        print(f"  epoch {e} loss {tot / len(batches):.4f}")
    ewc.remember(net, batches)


def checkpoint(net):
    buf = io.BytesIO()
    torch.save(net.state_dict(), buf)
    buf.seek(0)
    return buf


def main(n_tasks=2):
    random.seed(21), np.random.seed(21), torch.manual_seed(21)
    ewc, ckpt = EWC(), None
    for t in range(n_tasks):
        print("task", t)
        net = GrowingNet(6, 2 * (t + 1))
        if ckpt is not None:
            net.load_state_dict(torch.load(ckpt))
        learn(net, task_data(t), ewc)
        ckpt = checkpoint(net)
    print("done")


main()
