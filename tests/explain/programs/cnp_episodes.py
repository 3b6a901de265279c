# Conditional Neural Process on 1-d curves, a few episodes per outer step
import torch as th
from torch import nn
from torch.distributions import Normal, Independent


def net(*d):
    L = []
    for a, b in zip(d, d[1:]):
        L += [nn.Linear(a, b), nn.ReLU()]
    return nn.Sequential(*L[:-1])


class CNP(nn.Module):
    def __init__(s, r=16):
        super().__init__()
        s.enc = net(2, 32, r)
        s.dec = net(1 + r, 32, 2)

    def forward(s, xc, yc, xt):
        r = s.enc(th.cat([xc, yc], -1)).mean(0, keepdim=True)
        mu, raw = s.dec(th.cat([xt, r.expand(len(xt), -1)], -1)).chunk(2, -1)
        return Independent(Normal(mu, 0.1 + 0.9 * nn.functional.softplus(raw)), 2)


class Curves:
    """random sawtooth, sine or parabola"""
    kinds = ("saw", "sin", "par")

    def __init__(s, seed):
        s.g = th.Generator().manual_seed(seed)

    def u(s, lo, hi, *shape):
        return lo + (hi - lo) * th.rand(*shape, generator=s.g)

    def episode(s, n_ctx=6, n_tgt=12):
        kind = s.kinds[int(th.randint(3, (1,), generator=s.g))]
        x = s.u(-2, 2, n_ctx + n_tgt, 1)
        a, b = s.u(.5, 1.5, 1), s.u(-1, 1, 1)
        y = {"saw": a * (x + b - th.floor(x + b)), "sin": a * th.sin(3 * x + b), "par": a * x * x + b}[kind]
        return (x[:n_ctx], y[:n_ctx]), (x[n_ctx:], y[n_ctx:])


def nll(model, ctx, tgt):
    p = model(*ctx, tgt[0])
    return -p.log_prob(tgt[1]) / len(tgt[1])


def outer_objective(model, curves, n_episodes):
    total = 0.0
    for _ in range(n_episodes):
        ctx, tgt = curves.episode()
        total += nll(model, ctx, tgt).item()
    return total / n_episodes


th.manual_seed(12)
model = CNP()
opt = th.optim.Adam(model.parameters(), 1e-3)
curves = Curves(12)

for it in range(30):
    J = outer_objective(model, curves, 4)
    opt.zero_grad()
    J.backward()
    opt.step()
    if it % 10 == 0:
        with th.no_grad():
            print(f"iter {it:3d}  nll(test) {outer_objective(model, Curves(0), 8):.3f}")
