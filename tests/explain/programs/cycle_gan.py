import itertools
import random

import torch
import torch.nn as nn


class ImagePool:
    def __init__(self, size=8):
        self.size, self.images = size, []

    def query(self, x):
        out = []
        for im in x.detach():
            if len(self.images) < self.size:
                self.images.append(im)
                out.append(im)
            elif random.random() > 0.5:
                i = random.randrange(self.size)
                out.append(self.images[i])
                self.images[i] = im
            else:
                out.append(im)
        return torch.stack(out)


class GANLoss:
    MODES = {
        "lsgan": lambda p, real: (p - float(real)).pow(2).mean(),
        "hinge": lambda p, real: torch.relu(1 - p if real else 1 + p),
        "vanilla": lambda p, real: nn.functional.binary_cross_entropy_with_logits(
            p, torch.full_like(p, float(real))),
    }

    def __init__(self, mode):
        self.fn = self.MODES[mode]

    def __call__(self, pred, real):
        return self.fn(pred, real)


def mapper():
    return nn.Sequential(nn.Linear(3, 16), nn.ReLU(), nn.Linear(16, 3), nn.Tanh())


def critic():
    return nn.Sequential(nn.Linear(3, 16), nn.LeakyReLU(0.2), nn.Linear(16, 1))


class CycleGAN:
    def __init__(self, lam=10.0, gan_g="lsgan", gan_d="hinge"):
        self.G_A, self.G_B, self.D_A, self.D_B = mapper(), mapper(), critic(), critic()
        self.lam = lam
        self.gan_g, self.gan_d = GANLoss(gan_g), GANLoss(gan_d)
        self.pool_A, self.pool_B = ImagePool(), ImagePool()
        self.opt_G = torch.optim.Adam(itertools.chain(self.G_A.parameters(), self.G_B.parameters()), 2e-4)
        self.opt_D = torch.optim.Adam(itertools.chain(self.D_A.parameters(), self.D_B.parameters()), 2e-4)

    def backward_G(self, a, b):
        fake_b, fake_a = self.G_A(a), self.G_B(b)
        cyc = nn.functional.l1_loss(self.G_B(fake_b), a) + nn.functional.l1_loss(self.G_A(fake_a), b)
        self.loss_G = self.gan_g(self.D_B(fake_b), True) + self.gan_g(self.D_A(fake_a), True) + self.lam * cyc
        self.loss_G.backward()
        return fake_a, fake_b

    def backward_D_basic(self, netD, real, fake):
        pred_real, pred_fake = netD(real), netD(fake.detach())
        loss_D = (self.gan_d(pred_real, True) + self.gan_d(pred_fake, False)) * 0.5
        loss_D.backward()
        return loss_D

    def optimize_parameters(self, a, b):
        self.opt_G.zero_grad()
        fake_a, fake_b = self.backward_G(a, b)
        self.opt_G.step()
        self.opt_D.zero_grad()
        self.loss_D_A = self.backward_D_basic(self.D_A, a, self.pool_A.query(fake_a))
        self.loss_D_B = self.backward_D_basic(self.D_B, b, self.pool_B.query(fake_b))
        self.opt_D.step()


random.seed(0)
torch.manual_seed(0)
gan = CycleGAN()
i = 0
while i < 3:
    gan.optimize_parameters(torch.rand(4, 3), torch.rand(4, 3) * 2 - 1)
    print(f"(iter {i}) G: {gan.loss_G.item():.3f} D_A: {gan.loss_D_A.item():.3f} D_B: {gan.loss_D_B.item():.3f}")
    i += 1
