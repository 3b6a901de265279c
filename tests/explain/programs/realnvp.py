# RealNVP two moons, trying to reproduce fig 2
import math, random
import numpy as np
import torch, torch.nn as nn

torch.manual_seed(0); np.random.seed(0); random.seed(0)

D = 2
BS = 32
HID = 24
N_LAYERS = 4


def two_moons(n):
    t = np.random.rand(n) * np.pi
    flip = np.random.rand(n) > .5
    x = np.where(flip, 1 - np.cos(t), np.cos(t))
    y = np.where(flip, .5 - np.sin(t), np.sin(t))
    pts = np.stack([x, y], 1) + .05 * np.random.randn(n, 2)
    return torch.from_numpy(pts).float()


class ActNorm(nn.Module):
    def __init__(self, d):
        super().__init__()
        self.loc = nn.Parameter(torch.zeros(d))
        self.logs = nn.Parameter(torch.zeros(d))

    def forward(self, x):
        z = (x - self.loc) * self.logs.exp()
        return z, self.logs.sum().expand(x.shape[0])


class Coupling(nn.Module):
    def __init__(self, d, mask):
        super().__init__()
        self.register_buffer("mask", mask)
        self.net = nn.Sequential(nn.Linear(d, HID), nn.Tanh(),
                                 nn.Linear(HID, HID), nn.Tanh(),
                                 nn.Linear(HID, 2 * d))
        nn.init.zeros_(self.net[-1].weight)
        nn.init.zeros_(self.net[-1].bias)

    def forward(self, x):
        xm = x * self.mask
        s, t = self.net(xm).chunk(2, dim=1)
        s = torch.tanh(s) * (1 - self.mask)
        t = t * (1 - self.mask)
        z = xm + (1 - self.mask) * (x * s.exp() + t)
        return z, s.sum(dim=1)


class Flow(nn.Module):
    def __init__(self):
        super().__init__()
        m = torch.tensor([0., 1.])
        layers = []
        for i in range(N_LAYERS):
            layers += [ActNorm(D), Coupling(D, m if i % 2 else 1 - m)]
        self.layers = nn.ModuleList(layers)

    def forward(self, x):
        ld = 0.
        for l in self.layers:
            x, d = l(x)
            ld = ld + d
        return x, ld


flow = Flow()
opt = torch.optim.Adam(flow.parameters(), lr=5e-3)
data = two_moons(256)
print("data", tuple(data.shape), "params", sum(p.numel() for p in flow.parameters()))

for step in range(20):
    idx = torch.randint(0, len(data), (BS,))
    z, logdet = flow(data[idx])
    log_pz = (-.5 * z ** 2 - .5 * math.log(2 * math.pi)).sum(1)

    # bits per dim
    bpd = -(
        log_pz.mean()
        + logdet
    ) / (D * math.log(2))

    if step % 5 == 0:
        print(f"step {step:3d} | logpz {log_pz.mean().item():.3f} | logdet {logdet.mean().item():.3f}")

    opt.zero_grad()
    bpd.backward()
    nn.utils.clip_grad_norm_(flow.parameters(), 1.0)
    opt.step()

print("done")
