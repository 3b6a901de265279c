import torch
import torch.nn.functional as F

from potential import Potential, energy_and_forces

RHO = 0.9          # weight of the forces, as usual much larger than the energy's
N_MOL, N_ATOMS = 24, 6


def lennard_jones(pos):
    d = torch.cdist(pos, pos) + 10 * torch.eye(pos.shape[1])
    return (d ** -6 - d ** -3).sum((1, 2)) / 2


def dataset():
    z = torch.randint(0, 5, (N_MOL, N_ATOMS))
    pos = torch.randn(N_MOL, N_ATOMS, 3) * 2
    ref = pos.clone().requires_grad_(True)
    e = lennard_jones(ref)
    f = -torch.autograd.grad(e.sum(), ref)[0]
    return z, pos, e.detach().clamp(-3, 3), f.clamp(-3, 3)


def main():
    torch.manual_seed(8)
    z, pos, e_ref, f_ref = dataset()
    model = Potential()
    opt = torch.optim.Adam(model.parameters(), lr=2e-3)
    for epoch in range(3):
        mae_e = mae_f = 0.0
        for idx in torch.randperm(N_MOL).split(8):
            e, f = energy_and_forces(model, z[idx], pos[idx])
            loss = (1 - RHO) * F.mse_loss(e, e_ref[idx]) + RHO * F.mse_loss(f, f_ref[idx])
            opt.zero_grad()
            loss.backward()
            opt.step()
            mae_e += (e - e_ref[idx]).abs().sum().item() / N_MOL
            mae_f += (f - f_ref[idx]).abs().mean(-1).mean(-1).sum().item() / N_MOL
        print(f"epoch {epoch:2d}  MAE(E) {mae_e:.4f}  MAE(F) {mae_f:.4f}")


if __name__ == "__main__":
    main()
