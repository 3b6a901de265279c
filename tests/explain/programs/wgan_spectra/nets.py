import torch.nn as nn


def mlp(sizes, last=None):
    mods = []
    for i, (a, b) in enumerate(zip(sizes[:-1], sizes[1:])):
        mods.append(nn.Linear(a, b))
        if i < len(sizes) - 2:
            mods.append(nn.LeakyReLU(0.2))
    if last is not None:
        mods.append(last)
    return nn.Sequential(*mods)


class Generator(nn.Module):
    def __init__(self, nz, n_out):
        super().__init__()
        self.nz = nz
        self.body = mlp([nz, 32, n_out], nn.Tanh())

    def forward(self, z):
        return self.body(z)


class Critic(nn.Module):
    def __init__(self, n_in):
        super().__init__()
        self.body = mlp([n_in, 32, 1])

    def forward(self, x):
        return self.body(x).squeeze(1)
