"""Recover drag coefficient and spring constants of a bead chain by differentiating
through the simulator (semi-implicit Euler)."""
import random
import numpy as np
import torch


def set_all_seeds(seed: int):
    for f in (random.seed, np.random.seed, torch.manual_seed):
        f(seed)


class Chain:
    def __init__(self, n=6, dt=0.02, rest=1.0):
        self.n, self.dt, self.rest = n, dt, rest

    def spring_force(self, x, k):
        stretch = x[1:] - x[:-1] - self.rest
        pull = k * stretch
        zero = torch.zeros(1)
        return torch.cat([pull, zero]) - torch.cat([zero, pull])

    def drag_force(self, v, c):
        return -c * v * v.abs()

    def simulate(self, x0, v0, k, c, steps):
        x, v = x0.clone(), v0.clone()
        frames = []
        for _ in range(steps):
            acc = self.spring_force(x, k) + self.drag_force(v, c)
            v += self.dt * acc
            x = x + self.dt * v
            frames.append(x)
        return torch.stack(frames)


class SystemID(torch.nn.Module):
    """softplus keeps everything positive"""

    def __init__(self, n):
        super().__init__()
        self.raw_k = torch.nn.Parameter(torch.zeros(n - 1))
        self.raw_c = torch.nn.Parameter(torch.tensor(0.0))

    @property
    def k(self):
        return torch.nn.functional.softplus(self.raw_k)

    @property
    def c(self):
        return torch.nn.functional.softplus(self.raw_c)


def observe(chain, steps, noise=1e-3):
    x0 = torch.arange(chain.n).float() + 0.2 * torch.randn(chain.n)
    v0 = torch.randn(chain.n)
    k_true = torch.linspace(1.0, 2.0, chain.n - 1)
    c_true = torch.tensor(0.3)
    with torch.no_grad():
        traj = chain.simulate(x0, v0, k_true, c_true, steps)
    return x0, v0, traj + noise * torch.randn_like(traj)


def main():
    set_all_seeds(8)
    chain = Chain()
    x0, v0, target = observe(chain, steps=25)
    print("target frames:", tuple(target.shape))
    sysid = SystemID(chain.n)
    opt = torch.optim.LBFGS(sysid.parameters(), lr=0.5, max_iter=3)

    def closure():
        opt.zero_grad()
        pred = chain.simulate(x0, v0, sysid.k, sysid.c, len(target))
        misfit = (pred - target).pow(2).mean()
        misfit.backward()
        return misfit

    for it in range(3):
        m = opt.step(closure)
        print(f"iter {it}: misfit {float(m):.3e}  c={float(sysid.c):.3f}  k={sysid.k.detach().numpy().round(2)}")


main()
