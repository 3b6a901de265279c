import argparse, math
import torch
import torch.nn as nn
from torch import autograd, optim

parser = argparse.ArgumentParser()
parser.add_argument('--n_iter', type=int, default=3)
parser.add_argument('--n_critic', type=int, default=2)
parser.add_argument('--batch_size', type=int, default=16)
parser.add_argument('--lambda_gp', type=float, default=10.)
parser.add_argument('--z_dim', type=int, default=4)
opt = parser.parse_args()
torch.manual_seed(31)


class Generator(nn.Module):
    def __init__(self):
        super(Generator, self).__init__()
        self.main = nn.Sequential(
            nn.Linear(opt.z_dim, 32),
            nn.ReLU(True),
            nn.Linear(32, 2),
        )

    def forward(self, z):
        return self.main(z)


class Critic(nn.Module):
    def __init__(self):
        super(Critic, self).__init__()
        self.main = nn.Sequential(
            nn.Linear(2, 32),
            nn.LeakyReLU(0.2),
            nn.Linear(32, 1),
        )

    def forward(self, x):
        return self.main(x).view(-1)


def rings(n):
    r = torch.randint(1, 3, (n, 1)).float()
    phi = torch.rand(n, 1) * 2 * math.pi
    return r * torch.cat([phi.cos(), phi.sin()], 1) + 0.02 * torch.randn(n, 2)


def calc_gradient_penalty(netD, real, fake):
    alpha = torch.rand(real.size(0), 1).expand_as(real)
    interpolates = (alpha * real + (1 - alpha) * fake).requires_grad_(True)
    disc_interpolates = netD(interpolates)

    gradients = autograd.grad(outputs=disc_interpolates, inputs=interpolates,
                              create_graph=True, retain_graph=True)[0]
    gradients = gradients.view(gradients.size(0), -1)
    return ((gradients.norm(2, dim=1) - 1) ** 2).mean() * opt.lambda_gp


netG, netD = Generator(), Critic()
optG = optim.Adam(netG.parameters(), lr=1e-4, betas=(0.5, 0.9))
optD = optim.Adam(netD.parameters(), lr=1e-4, betas=(0.5, 0.9))

for it in range(opt.n_iter):
    for p in netD.parameters():
        p.requires_grad = True
    for _ in range(opt.n_critic):
        real = rings(opt.batch_size)
        with torch.no_grad():
            fake = netG(torch.randn(opt.batch_size, opt.z_dim))
        netD.zero_grad()
        wd = netD(real).mean() - netD(fake).mean()
        gp = calc_gradient_penalty(netD, real, fake)
        errD = -wd + gp
        errD.backward()
        optD.step()

    for p in netD.parameters():
        p.requires_grad = False
    netG.zero_grad()
    errG = -netD(netG(torch.randn(opt.batch_size, opt.z_dim))).mean()
    errG.backward()
    optG.step()
    print('[%d/%d] W: %.4f GP: %.4f G: %.4f' % (it + 1, opt.n_iter, wd.item(), gp.item(), errG.item()))
