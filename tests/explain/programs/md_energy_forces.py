import math
import torch
import torch.nn as nn

torch.manual_seed(2024)
torch.set_default_dtype(torch.float64)

# ---- toy SchNet-like potential, forces by differentiating the energy ----

CUTOFF = 3.5


class RBF(nn.Module):
    def __init__(self, n=12):
        super().__init__()
        self.register_buffer("mu", torch.linspace(0.5, CUTOFF, n))
        self.beta = 4.0

    def forward(self, d):
        fc = 0.5 * (torch.cos(math.pi * d / CUTOFF) + 1) * (d < CUTOFF)
        return torch.exp(-self.beta * (d.unsqueeze(-1) - self.mu) ** 2) * fc.unsqueeze(-1)


class Potential(nn.Module):
    def __init__(self, n_species=3, hid=16, n_rbf=12):
        super().__init__()
        self.emb = nn.Embedding(n_species, hid)
        self.rbf = RBF(n_rbf)
        self.filt = nn.Sequential(nn.Linear(n_rbf, hid), nn.Softplus(), nn.Linear(hid, hid))
        self.readout = nn.Sequential(nn.Linear(hid, hid), nn.Softplus(), nn.Linear(hid, 1))

    def forward(self, z, pos):
        """z (M, N) species, pos (M, N, 3) -> energy per molecule (M,)"""
        n = z.shape[1]
        off = ~torch.eye(n, dtype=torch.bool)
        diff = pos[:, :, None] - pos[:, None, :]
        d = (diff.pow(2).sum(-1) + 1e-9).sqrt()
        w = self.filt(self.rbf(d)) * off[None, :, :, None]
        h = self.emb(z)
        h = h + torch.einsum("mijk,mjk->mik", w, h)
        return self.readout(h).squeeze(-1).sum(dim=1)


class ForceField:
    def __init__(self, net):
        self.net = net

    def __call__(self, z, pos, train=True):
        pos = pos.detach().requires_grad_(True)
        e = self.net(z, pos)
        (de_dx,) = torch.autograd.grad(
            e,
            pos,
            create_graph=train,
        )
        return e, -de_dx


def reference(z, pos):
    # harmonic trap so that the target is known
    e = 0.5 * (pos ** 2).sum((1, 2))
    return e, -pos


M, N = 6, 5
z = torch.randint(0, 3, (M, N))
pos = torch.randn(M, N, 3)
E_ref, F_ref = reference(z, pos)

ff = ForceField(Potential())
opt = torch.optim.AdamW(ff.net.parameters(), lr=5e-3)
rho = 0.05

for epoch in range(3):
    E, forces = ff(z, pos)
    loss_e = (E - E_ref).pow(2).mean()
    loss_f = (forces - F_ref).pow(2).mean()
    loss = rho * loss_e + (1 - rho) * loss_f
    opt.zero_grad()
    loss.backward()
    opt.step()
    print(f"{epoch}: E rmse {loss_e.sqrt().item():.3f}  F rmse {loss_f.sqrt().item():.3f}")
