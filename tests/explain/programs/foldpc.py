import functools
import math

import torch
from torch import nn


# ---------------------------------------------------------------- utils
def over_batch(fn):
    """write it for one cloud, call it with a batch of clouds"""
    @functools.wraps(fn)
    def inner(a, b, **kw):
        return torch.vmap(functools.partial(fn, **kw))(a, b)
    return inner


@over_batch
def chamfer(a, b):
    d2 = ((a[:, None] - b[None]) ** 2).sum(-1)
    return d2.amin(0).mean() + d2.amin(1).mean()


@over_batch
def f_score(a, b, tau=0.3):
    d = ((a[:, None] - b[None]) ** 2).sum(-1).sqrt()
    prec = (d.amin(1) < tau).float().mean()
    rec = (d.amin(0) < tau).float().mean()
    return 2 * prec * rec / (prec + rec + 1e-8)


# ---------------------------------------------------------------- model
class PointEncoder(nn.Module):
    def __init__(self, code=32):
        super().__init__()
        self.mlp = nn.Sequential(nn.Linear(3, 32), nn.ReLU(), nn.Linear(32, code))

    def forward(self, pts):
        return self.mlp(pts).amax(1)


class FoldingDecoder(nn.Module):
    def __init__(self, code=32, side=6):
        super().__init__()
        g = torch.linspace(-1, 1, side)
        self.register_buffer("grid", torch.stack(torch.meshgrid(g, g, indexing="ij"), -1).view(-1, 2))
        self.fold1 = nn.Sequential(nn.Linear(code + 2, 48), nn.ReLU(), nn.Linear(48, 3))
        self.fold2 = nn.Sequential(nn.Linear(code + 3, 48), nn.ReLU(), nn.Linear(48, 3))

    def forward(self, c):
        m = len(self.grid)
        c = c[:, None].expand(-1, m, -1)
        g = self.grid.expand(len(c), -1, -1)
        p = self.fold1(torch.cat([c, g], -1))
        return self.fold2(torch.cat([c, p], -1))


class FoldingNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.enc, self.dec = PointEncoder(), FoldingDecoder()

    def forward(self, pts):
        code = self.enc(pts)
        return self.dec(code), code


# ---------------------------------------------------------------- data + loop
def spheres(n, m=40):
    p = torch.randn(n, m, 3)
    return p / p.norm(dim=-1, keepdim=True) * (0.5 + torch.rand(n, 1, 1))


def run(steps=6, code_decay=1e-3, lr=2e-3):
    net = FoldingNet()
    opt = torch.optim.Adam(net.parameters(), lr=lr)
    for s in range(steps):
        pts = spheres(8)
        out, code = net(pts)
        cd = chamfer(out, pts)
        energy = cd + code_decay * code.pow(2).mean()
        opt.zero_grad()
        energy.backward()
        opt.step()
        with torch.no_grad():
            fs = f_score(out, pts, tau=0.4)
        print(f"{s:02d} cd={cd.mean():.4f} F={fs.mean():.3f} worst F={fs.min():.3f}")


torch.manual_seed(int(math.pi * 1000))
run()
