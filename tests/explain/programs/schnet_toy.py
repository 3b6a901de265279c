"""
Toy continuous-filter network for energies + forces (random "molecules").
Forces are the negative gradient of the energy w.r.t. the positions.
"""
from dataclasses import dataclass
from typing import Optional

import torch
from torch import Tensor, nn


@dataclass
class MolBatch:
    z: Tensor            # [N] atomic numbers
    pos: Tensor          # [N, 3]
    mol_idx: Tensor      # [N] which molecule an atom belongs to
    y: Tensor            # [M]
    dy: Tensor           # [N, 3]


def random_batch(n_mol: int = 4, n_atoms: int = 5) -> MolBatch:
    N = n_mol * n_atoms
    return MolBatch(
        z=torch.randint(1, 9, (N,)),
        pos=torch.randn(N, 3),
        mol_idx=torch.arange(n_mol).repeat_interleave(n_atoms),
        y=torch.randn(n_mol),
        dy=torch.randn(N, 3) * 0.1,
    )


class CFConv(nn.Module):
    def __init__(self, dim: int, n_rbf: int = 16, cutoff: float = 4.0):
        super().__init__()
        self.register_buffer("centers", torch.linspace(0, cutoff, n_rbf))
        self.filt = nn.Sequential(nn.Linear(n_rbf, dim), nn.Softplus(), nn.Linear(dim, dim))
        self.lin = nn.Linear(dim, dim)

    def forward(self, h: Tensor, src: Tensor, dst: Tensor, d: Tensor) -> Tensor:
        rbf = torch.exp(-4.0 * (d[:, None] - self.centers) ** 2)
        msg = h[src] * self.filt(rbf)
        return h + torch.tanh(self.lin(torch.zeros_like(h).index_add(0, dst, msg)))


class Potential(nn.Module):
    def __init__(self, dim: int = 24, layers: int = 2):
        super().__init__()
        self.emb = nn.Embedding(10, dim)
        self.convs = nn.ModuleList(CFConv(dim) for _ in range(layers))
        self.out = nn.Sequential(nn.Linear(dim, dim), nn.Softplus(), nn.Linear(dim, 1))

    def forward(self, z: Tensor, pos: Tensor, mol_idx: Tensor) -> Tensor:
        same = mol_idx[:, None] == mol_idx[None, :]
        same.fill_diagonal_(False)
        src, dst = same.nonzero(as_tuple=True)
        d = (pos[src] - pos[dst]).norm(dim=-1)
        h = self.emb(z)
        for conv in self.convs:
            h = conv(h, src, dst, d)
        e_atom = self.out(h).squeeze(-1)
        n_mol = int(mol_idx.max()) + 1
        return torch.zeros(n_mol).index_add(0, mol_idx, e_atom)


class Prediction:
    """Lazily differentiates the energy."""

    def __init__(self, model: Potential, batch: MolBatch, train: bool = True):
        self.pos = batch.pos.detach().requires_grad_(True)
        self.train = train
        self.energy = model(batch.z, self.pos, batch.mol_idx)
        self._f: Optional[Tensor] = None

    @property
    def forces(self) -> Tensor:
        if self._f is None:
            (g,) = torch.autograd.grad(
                self.energy,
                self.pos,
                create_graph=self.train,
            )
            self._f = -g
        return self._f


def main() -> None:
    torch.manual_seed(11)
    model = Potential()
    opt = torch.optim.AdamW(model.parameters(), lr=1e-3)
    rho = 0.95
    for it in range(5):
        batch = random_batch()
        pred = Prediction(model, batch)
        l_e = nn.functional.mse_loss(pred.energy, batch.y)
        l_f = nn.functional.mse_loss(pred.forces, batch.dy)
        loss = (1 - rho) * l_e + rho * l_f
        opt.zero_grad()
        loss.backward()
        opt.step()
        print(f"[{it}] E {l_e.item():.4f}  F {l_f.item():.4f}")


if __name__ == "__main__":
    main()
