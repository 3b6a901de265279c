# coding: utf-8
# GAN with feature matching, toy 1d signals

import torch, torch.nn as nn
import torch.nn.functional as F
torch.manual_seed(1234)

nz, n_sig, bs = 8, 32, 16
lambda_fm = 10.0

class Generator(nn.Module):
    def __init__(self):
        super(Generator, self).__init__()
        self.main = nn.Sequential(
            nn.Linear(nz, 64), nn.BatchNorm1d(64), nn.ReLU(True),
            nn.Linear(64, n_sig), nn.Tanh())
    def forward(self, z):
        return self.main(z)

class Discriminator(nn.Module):
    def __init__(self):
        super(Discriminator, self).__init__()
        self.features = nn.Sequential(nn.Linear(n_sig, 64), nn.LeakyReLU(0.2))
        self.cls = nn.Linear(64, 1)
    def forward(self, x):
        h = self.features(x)
        return self.cls(h).view(-1), h

netG, netD = Generator(), Discriminator()
optD = torch.optim.Adam(netD.parameters(), lr=2e-4, betas=(0.5, 0.999))
optG = torch.optim.Adam(netG.parameters(), lr=2e-4, betas=(0.5, 0.999))
criterion = nn.BCEWithLogitsLoss()
ones, zeros = torch.ones(bs), torch.zeros(bs)

def real_batch():
    t = torch.linspace(0, 6.28, n_sig)
    phase = torch.rand(bs, 1) * 6.28
    return torch.sin(t[None] + phase)

for i in range(8):
    ############################
    # (1) Update D network
    ############################
    netD.zero_grad()
    real = real_batch()
    out_real, feat_real = netD(real)
    fake = netG(torch.randn(bs, nz))
    out_fake, _ = netD(fake.detach())
    errD = criterion(out_real, ones) + criterion(out_fake, zeros)
    errD.backward()
    optD.step()

    ############################
    # (2) Update G network
    ############################
    netG.zero_grad()
    out, feat_fake = netD(fake)
    _, feat_real = netD(real)
    adv = criterion(out, ones)
    fm = torch.norm(feat_real.detach() - feat_fake, p=2, dim=-1)
    errG = adv + \
           lambda_fm * fm
    errG.backward()
    optG.step()

    print('[%d/8] Loss_D: %.4f Loss_G: %.4f D(x): %.4f'
          % (i, errD.item(), errG.item(), torch.sigmoid(out_real).mean().item()))
