"""Energy-based model, persistent contrastive divergence w/ SGLD and a replay buffer."""
import random
import numpy as np
import torch as t
import torch.nn as nn


class F(nn.Module):
    """energy net, low energy = likely"""
    def __init__(self, width=32):
        super().__init__()
        self.f = nn.Sequential(nn.Linear(2, width), nn.LeakyReLU(.2),
                               nn.Linear(width, width), nn.LeakyReLU(.2),
                               nn.Linear(width, 1))

    def forward(self, x):
        return self.f(x).squeeze(1)


class ReplayBuffer:
    def __init__(self, size, reinit=.05):
        self.mem = t.rand(size, 2) * 2 - 1
        self.reinit = reinit

    def draw(self, bs):
        self.inds = t.randint(0, len(self.mem), (bs,))
        old = self.mem[self.inds]
        fresh = t.rand(bs, 2) * 2 - 1
        choose = (t.rand(bs) < self.reinit).float()[:, None]
        return choose * fresh + (1 - choose) * old

    def push(self, x):
        self.mem[self.inds] = x.detach()


def sgld(f, x, n_steps=10, step=.1, noise=.01):
    f.eval()
    x_k = x.clone().requires_grad_(True)
    for _ in range(n_steps):
        e = f(x_k).sum()
        g = t.autograd.grad(e, [x_k])[0]
        x_k.data -= step * g - noise * t.randn_like(x_k)
    f.train()
    return x_k.detach()


class Callback:
    def on_loss(self, logs): return logs["loss"]
    def on_epoch_end(self, logs): pass


class Printer(Callback):
    def on_epoch_end(self, logs):
        print(" ".join(f"{k}={v:.4f}" for k, v in logs.items()))


class EnergyReg(Callback):
    """keep the energies near zero, as in the IGEBM paper"""
    def __init__(self, alpha): self.alpha = alpha

    def on_loss(self, logs):
        reg = self.alpha * (logs["pos"] ** 2 + logs["neg"] ** 2)
        return logs["loss"] + reg


def fit(f, data, callbacks, epochs=3, bs=16, lr=1e-3):
    buf = ReplayBuffer(100)
    opt = t.optim.Adam(f.parameters(), lr=lr, betas=(.0, .999))
    for ep in range(epochs):
        for xb in data[t.randperm(len(data))].split(bs):
            neg = sgld(f, buf.draw(len(xb)))
            buf.push(neg)
            e_pos, e_neg = f(xb), f(neg)
            logs = {"pos": e_pos, "neg": e_neg, "loss": e_pos.mean() - e_neg.mean()}
            for cb in callbacks:
                logs["loss"] = cb.on_loss(logs)
            opt.zero_grad()
            logs["loss"].backward()
            opt.step()
        for cb in callbacks:
            cb.on_epoch_end({"epoch": ep, "e+": e_pos.mean().item(), "e-": e_neg.mean().item()})


if __name__ == "__main__":
    random.seed(0); np.random.seed(0); t.manual_seed(0)
    theta = t.rand(64) * 2 * np.pi
    ring = t.stack([theta.cos(), theta.sin()], 1) * .7 + .05 * t.randn(64, 2)
    fit(F(), ring, [EnergyReg(.1), Printer()])
