import itertools
import torch
import torch.nn as nn


class GANLoss(nn.Module):
    def __init__(self, real=0.9, fake=0.0):
        super().__init__()
        self.register_buffer('real_label', torch.tensor(real))
        self.register_buffer('fake_label', torch.tensor(fake))
        self.loss = nn.BCEWithLogitsLoss()

    def __call__(self, pred, is_real):
        t = self.real_label if is_real else self.fake_label
        return self.loss(pred, t.expand_as(pred))


class UNetish(nn.Module):
    def __init__(self, nf=6):
        super().__init__()
        self.d1 = nn.Conv2d(1, nf, 4, 2, 1)
        self.d2 = nn.Conv2d(nf, 2 * nf, 4, 2, 1)
        self.u1 = nn.ConvTranspose2d(2 * nf, nf, 4, 2, 1)
        self.u2 = nn.ConvTranspose2d(2 * nf, 1, 4, 2, 1)
        self.act = nn.LeakyReLU(0.2)

    def forward(self, x):
        a = self.act(self.d1(x))
        b = self.act(self.d2(a))
        c = self.act(self.u1(b))
        return torch.tanh(self.u2(torch.cat([c, a], 1)))


class Pix2Pix:
    """edges -> photo, G and D trained in alternation"""

    def __init__(self, lambda_L1=100.0):
        self.netG = UNetish()
        self.netD = nn.Sequential(nn.Conv2d(2, 6, 4, 2, 1), nn.LeakyReLU(0.2), nn.Conv2d(6, 1, 3, 1, 1))
        self.criterionGAN = GANLoss()
        self.criterionL1 = nn.L1Loss()
        self.lambda_L1 = lambda_L1
        kw = dict(lr=2e-4, betas=(0.5, 0.999))
        self.optimizer_G = torch.optim.Adam(self.netG.parameters(), **kw)
        self.optimizer_D = torch.optim.Adam(self.netD.parameters(), **kw)

    def set_requires_grad(self, net, flag):
        for p in net.parameters():
            p.requires_grad = flag

    def set_input(self, batch):
        self.real_A, self.real_B = batch

    def forward(self):
        self.fake_B = self.netG(self.real_A)

    def backward_D(self):
        fake_AB = torch.cat((self.real_A, self.fake_B), 1)
        self.loss_D_fake = self.criterionGAN(self.netD(fake_AB), False)
        real_AB = torch.cat((self.real_A, self.real_B), 1)
        self.loss_D_real = self.criterionGAN(self.netD(real_AB), True)
        self.loss_D = (self.loss_D_fake + self.loss_D_real) * 0.5
        self.loss_D.backward()

    def backward_G(self):
        fake_AB = torch.cat((self.real_A, self.fake_B), 1)
        self.loss_G_GAN = self.criterionGAN(self.netD(fake_AB), True)
        self.loss_G_L1 = self.criterionL1(self.fake_B, self.real_B) * self.lambda_L1
        self.loss_G = self.loss_G_GAN + self.loss_G_L1
        self.loss_G.backward()

    def optimize_parameters(self):
        self.forward()
        self.set_requires_grad(self.netD, True)
        self.optimizer_D.zero_grad()
        self.backward_D()
        self.optimizer_D.step()
        self.set_requires_grad(self.netD, False)
        self.optimizer_G.zero_grad()
        self.backward_G()
        self.optimizer_G.step()

    def get_current_losses(self):
        return {n: float(getattr(self, 'loss_' + n)) for n in ('G_GAN', 'G_L1', 'D_real', 'D_fake')}


if __name__ == '__main__':
    torch.manual_seed(10)
    data = [(torch.rand(2, 1, 16, 16) * 2 - 1, torch.rand(2, 1, 16, 16) * 2 - 1) for _ in range(3)]
    model = Pix2Pix()
    for it, batch in enumerate(itertools.islice(itertools.cycle(data), 6)):
        model.set_input(batch)
        model.optimize_parameters()
        print('(iter: %d) ' % it + ' '.join('%s: %.3f' % kv for kv in model.get_current_losses().items()))
