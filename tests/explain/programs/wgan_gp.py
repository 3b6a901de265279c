import argparse
import torch
from torch import nn, autograd, optim

parser = argparse.ArgumentParser()
parser.add_argument('--lambda_gp', type=float, default=10.)
parser.add_argument('--n_critic', type=int, default=2)
parser.add_argument('--nz', type=int, default=4)
parser.add_argument('--bs', type=int, default=12)
opt = parser.parse_args()
torch.manual_seed(3)


class Generator(nn.Module):
    def __init__(self):
        super().__init__()
        self.main = nn.Sequential(nn.Linear(opt.nz, 24), nn.ReLU(True), nn.Linear(24, 2))

    def forward(self, z):
        return self.main(z)


class Discriminator(nn.Module):
    def __init__(self):
        super().__init__()
        self.main = nn.Sequential(nn.Linear(2, 24), nn.LeakyReLU(0.2), nn.Linear(24, 1))

    def forward(self, x):
        return self.main(x).view(-1)


netG, netD = Generator(), Discriminator()
optG = optim.Adam(netG.parameters(), lr=1e-4, betas=(0.5, 0.9))
optD = optim.Adam(netD.parameters(), lr=1e-4, betas=(0.5, 0.9))


def real_data(n):
    theta = torch.rand(n) * 6.2832
    return torch.stack([theta.cos(), theta.sin()], 1) + 0.05 * torch.randn(n, 2)


def calc_gradient_penalty(real, fake):
    alpha = torch.rand(real.size(0), 1)
    interp = (alpha * real + (1 - alpha) * fake).requires_grad_(True)
    d_interp = netD(interp)
    gradients = autograd.grad(outputs=d_interp, inputs=interp,
                              grad_outputs=torch.ones_like(d_interp),
                              create_graph=True, retain_graph=True,
                              only_inputs=True)[0]
    return ((gradients.norm(2, dim=1) - 1) ** 2) * opt.lambda_gp


for it in range(3):
    for p in netD.parameters():
        p.requires_grad = True
    for _ in range(opt.n_critic):
        netD.zero_grad()
        real = real_data(opt.bs)
        fake = netG(torch.randn(opt.bs, opt.nz)).detach()
        D_real = netD(real).mean()
        D_fake = netD(fake).mean()
        gp = calc_gradient_penalty(real, fake)
        D_cost = D_fake - D_real + gp
        Wasserstein_D = D_real - D_fake
        D_cost.backward()
        optD.step()
    for p in netD.parameters():
        p.requires_grad = False
    netG.zero_grad()
    G_cost = -netD(netG(torch.randn(opt.bs, opt.nz))).mean()
    G_cost.backward()
    optG.step()
    print('iter %d  W %.4f  G %.4f' % (it, Wasserstein_D.item(), G_cost.item()))
