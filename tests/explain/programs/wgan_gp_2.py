"""WGAN-GP on 1x8x8 'digits' (GAN homework part 2)."""
import torch
import torch.nn as nn
from torch import autograd

cfg = {"z": 6, "bs": 8, "lambda_gp": 10.0, "n_critic": 2, "iters": 3, "lr": 1e-4}


class Generator(nn.Module):
    def __init__(self, z):
        super().__init__()
        self.net = nn.Sequential(nn.Linear(z, 32), nn.ReLU(), nn.Linear(32, 64), nn.Tanh())

    def forward(self, z):
        return self.net(z).view(-1, 1, 8, 8)


class Critic(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Sequential(nn.Conv2d(1, 8, 3, 2, 1), nn.LeakyReLU(0.2))
        self.fc = nn.Linear(8 * 4 * 4, 1)

    def forward(self, x):
        return self.fc(self.conv(x).flatten(1))


def calc_gradient_penalty(netD, real, fake):
    eps = torch.rand(real.size(0), 1, 1, 1)
    interpolates = (eps * real + (1 - eps) * fake).requires_grad_(True)
    disc_interpolates = netD(interpolates)
    # norm is taken per sample, so flatten the images first
    flat = interpolates.view(real.size(0), -1)
    gradients = autograd.grad(
        outputs=disc_interpolates,
        inputs=flat,
        grad_outputs=torch.ones_like(disc_interpolates),
        create_graph=True,
        retain_graph=True,
        only_inputs=True,
    )[0]
    return ((gradients.norm(2, dim=1) - 1) ** 2).mean() * cfg["lambda_gp"]


def main():
    torch.manual_seed(8)
    G, D = Generator(cfg["z"]), Critic()
    optG = torch.optim.Adam(G.parameters(), lr=cfg["lr"], betas=(0.5, 0.9))
    optD = torch.optim.Adam(D.parameters(), lr=cfg["lr"], betas=(0.5, 0.9))
    print("G params", sum(p.numel() for p in G.parameters()), "| D params", sum(p.numel() for p in D.parameters()))
    for it in range(cfg["iters"]):
        for _ in range(cfg["n_critic"]):
            real = torch.rand(cfg["bs"], 1, 8, 8) * 2 - 1
            fake = G(torch.randn(cfg["bs"], cfg["z"])).detach()
            d_loss = D(fake).mean() - D(real).mean()
            gp = calc_gradient_penalty(D, real, fake)
            optD.zero_grad()
            (d_loss + gp).backward()
            optD.step()
        g_loss = -D(G(torch.randn(cfg["bs"], cfg["z"]))).mean()
        optG.zero_grad()
        g_loss.backward()
        optG.step()
        print(f"[{it}] D: {d_loss.item():+.3f}  GP: {gp.item():.3f}  G: {g_loss.item():+.3f}")


if __name__ == "__main__":
    main()
