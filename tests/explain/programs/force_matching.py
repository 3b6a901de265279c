"""Learn E and F = -dE/dR for toy Lennard-Jones clusters (chapter 3 of the thesis, cleaned up)."""
from dataclasses import dataclass

import torch
import torch.nn as nn
from torch import Tensor


@dataclass
class HP:
    n_atoms: int = 5
    n_rbf: int = 12
    hidden: int = 24
    rho: float = 0.95       # force weight
    lr: float = 2e-3
    n_steps: int = 6
    bs: int = 4


class RBF(nn.Module):
    def __init__(self, n: int, cutoff: float = 4.0):
        super().__init__()
        self.register_buffer("mu", torch.linspace(0.5, cutoff, n))
        self.beta = 4.0

    def forward(self, d: Tensor) -> Tensor:
        return torch.exp(-self.beta * (d[..., None] - self.mu) ** 2)


class PairPotential(nn.Module):
    def __init__(self, hp: HP):
        super().__init__()
        self.rbf = RBF(hp.n_rbf)
        self.net = nn.Sequential(nn.Linear(hp.n_rbf, hp.hidden), nn.Tanh(), nn.Linear(hp.hidden, 1))
        i, j = torch.triu_indices(hp.n_atoms, hp.n_atoms, offset=1)
        self.register_buffer("i", i)
        self.register_buffer("j", j)

    def forward(self, R: Tensor) -> Tensor:
        d = (R[:, self.i] - R[:, self.j]).norm(dim=-1)
        e_pair = self.net(self.rbf(d)).squeeze(-1)
        return e_pair.sum(dim=1)


def lj(R: Tensor, i: Tensor, j: Tensor) -> Tensor:
    d = (R[:, i] - R[:, j]).norm(dim=-1).clamp(min=0.9)
    return (d.pow(-12) - d.pow(-6)).sum(1)


def energy_and_forces(model: nn.Module, R: Tensor):
    R = R.detach().requires_grad_(True)
    E = model(R)
    F = -torch.autograd.grad(E, R, create_graph=True)[0]
    return E, F


def main(hp: HP = HP()):
    torch.manual_seed(11)
    model = PairPotential(hp)
    R_all = torch.randn(20, hp.n_atoms, 3) * 1.5
    R_ = R_all.clone().requires_grad_(True)
    E_all = lj(R_, model.i, model.j)
    F_all = -torch.autograd.grad(E_all.sum(), R_)[0]
    E_all = E_all.detach()

    opt = torch.optim.Adam(model.parameters(), lr=hp.lr)
    for step in range(hp.n_steps):
        idx = torch.randperm(20)[:hp.bs]
        E, F = energy_and_forces(model, R_all[idx])
        l_e = (E - E_all[idx]).pow(2).mean()
        l_f = (F - F_all[idx]).pow(2).mean()
        loss = (1 - hp.rho) * l_e + hp.rho * l_f
        opt.zero_grad()
        loss.backward()
        opt.step()
        print(f"step {step:3d}  E rmse {l_e.item() ** 0.5:8.4f}  F rmse {l_f.item() ** 0.5:8.4f}")


if __name__ == "__main__":
    main()
