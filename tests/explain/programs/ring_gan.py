import math

import torch
from torch import nn

torch.manual_seed(8)
NZ, BS = 4, 32

netG = nn.Sequential(nn.Linear(NZ, 32), nn.LeakyReLU(0.2), nn.Linear(32, 32), nn.LeakyReLU(0.2), nn.Linear(32, 2))
netD = nn.Sequential(nn.Linear(2, 32), nn.LeakyReLU(0.2), nn.Linear(32, 1))

bce = nn.BCEWithLogitsLoss()
optD = torch.optim.Adam(netD.parameters(), lr=2e-3, betas=(0.5, 0.999))
optG = torch.optim.Adam(netG.parameters(), lr=2e-3, betas=(0.5, 0.999))


def sample_ring(n, modes=8):
    k = torch.randint(0, modes, (n,)) * (2 * math.pi / modes)
    return torch.stack([k.cos(), k.sin()], 1) + 0.05 * torch.randn(n, 2)


def set_lr(opt, f):
    for g in opt.param_groups:
        g["lr"] *= f


def discriminator_loss(real, fake):
    # real -> 1, fake -> 0
    pred_real = netD(real)
    pred_fake = netD(fake)
    loss_real = bce(pred_real, torch.full_like(pred_real, 0.9))
    loss_fake = bce(pred_fake, torch.zeros_like(pred_fake))
    return loss_real + loss_fake, pred_real.sigmoid().mean().item()


def generator_loss(fake):
    pred = netD(fake)
    return bce(pred, torch.ones_like(pred))


def spread(n=256):
    """how many of the 8 modes get at least one sample"""
    with torch.no_grad():
        x = netG(torch.randn(n, NZ))
    ang = torch.atan2(x[:, 1], x[:, 0])
    return len(set(((ang / (2 * math.pi / 8)).round() % 8).int().tolist()))


n_iter = 12
for it in range(1, n_iter + 1):
    # ---- discriminator
    real = sample_ring(BS)
    fake = netG(torch.randn(BS, NZ))
    errD, D_x = discriminator_loss(real, fake)
    optD.zero_grad()
    errD.backward()
    optD.step()

    # ---- generator
    errG = generator_loss(fake)
    optG.zero_grad()
    errG.backward()
    optG.step()

    if it == n_iter // 2:
        set_lr(optD, 0.5)
    if it % 4 == 0:
        print("[%d/%d] Loss_D: %.4f Loss_G: %.4f D(x): %.3f modes %d" % (it, n_iter, errD, errG, D_x, spread()))
