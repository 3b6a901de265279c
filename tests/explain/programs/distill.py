"""Knowledge distillation of a wide MLP into a narrow one."""
from functools import partial

import torch
import torch.nn as nn
import torch.nn.functional as F


def mlp(*sizes):
    mods = []
    for i, (a, b) in enumerate(zip(sizes, sizes[1:])):
        mods.append(nn.Linear(a, b))
        if i < len(sizes) - 2:
            mods.append(nn.ReLU())
    return nn.Sequential(*mods)


def kd(student, teacher, labels, T):
    return F.kl_div(F.log_softmax(student / T, 1), F.softmax(teacher / T, 1), reduction="batchmean") * T * T


def hard(student, teacher, labels):
    return F.cross_entropy(student, labels)


def logit_match(student, teacher, labels):
    return F.mse_loss(student, teacher)


class DistillLoss:
    def __init__(self, terms):
        self.terms = terms                     # name -> (weight, callable)
        self.last = {}

    def __call__(self, student, teacher, labels):
        self.last = {name: w * fn(student, teacher, labels).item() for name, (w, fn) in self.terms.items()}
        return sum(self.last.values())

    def report(self):
        return " ".join(f"{k}:{float(v):.3f}" for k, v in self.last.items())


def spirals(n, turns=1.5):
    y = torch.randint(0, 2, (n,))
    r = torch.rand(n)
    ang = r * turns * 6.283 + y * 3.1416
    return torch.stack([r * ang.cos(), r * ang.sin()], 1) + 0.02 * torch.randn(n, 2), y


def pretrain(net, x, y, steps=20):
    opt = torch.optim.Adam(net.parameters(), lr=1e-2)
    for _ in range(steps):
        loss = F.cross_entropy(net(x), y)
        opt.zero_grad()
        loss.backward()
        opt.step()
    print(f"teacher loss {loss.item():.4f}")
    return net.eval().requires_grad_(False)


def main():
    torch.manual_seed(88)
    x, y = spirals(128)
    teacher = pretrain(mlp(2, 64, 64, 2), x, y)
    student = mlp(2, 8, 2)
    criterion = DistillLoss({
        "kd": (0.7, partial(kd, T=3.0)),
        "ce": (0.3, hard),
        "logit": (0.05, logit_match),
    })
    opt = torch.optim.Adam(student.parameters(), lr=1e-2)
    for epoch in range(3):
        for idx in torch.randperm(len(x)).split(32):
            loss = criterion(student(x[idx]), teacher(x[idx]), y[idx])
            opt.zero_grad()
            loss.backward()
            opt.step()
        acc = (student(x).argmax(1) == y).float().mean().item()
        print(f"epoch {epoch} {criterion.report()} acc {acc:.3f}")


if __name__ == "__main__":
    main()
