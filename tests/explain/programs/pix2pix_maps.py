#!/usr/bin/env python3
# my stripped down pix2pix, maps -> aerial photos
import itertools
import torch
import torch.nn as nn

torch.manual_seed(42)
GAN_MODE = 'wgan'      # 'vanilla' | 'lsgan' | 'wgan'
lambda_L1 = 100.
USE_AMP = False        # my laptop has no gpu :(


class GANLoss(nn.Module):
    def __init__(self, gan_mode, target_real_label=1.0, target_fake_label=0.0):
        super().__init__()
        self.register_buffer('real_label', torch.tensor(target_real_label))
        self.register_buffer('fake_label', torch.tensor(target_fake_label))
        self.gan_mode = gan_mode
        if gan_mode == 'lsgan':
            self.loss = nn.MSELoss()
        elif gan_mode == 'vanilla':
            self.loss = nn.BCEWithLogitsLoss()
        elif gan_mode == 'wgan':
            self.loss = None
        else:
            raise NotImplementedError('gan mode %s not implemented' % gan_mode)

    def __call__(self, prediction, target_is_real):
        if self.gan_mode in ['lsgan', 'vanilla']:
            t = self.real_label if target_is_real else self.fake_label
            loss = self.loss(prediction, t.expand_as(prediction))
        elif self.gan_mode == 'wgan':
            if target_is_real:
                loss = -prediction
            else:
                loss = prediction
        return loss


netG = nn.Sequential(
    nn.Conv2d(3, 16, 4, 2, 1), nn.LeakyReLU(0.2),
    nn.Conv2d(16, 16, 3, 1, 1), nn.InstanceNorm2d(16), nn.ReLU(),
    nn.ConvTranspose2d(16, 3, 4, 2, 1), nn.Tanh())
netD = nn.Sequential(
    nn.Conv2d(6, 16, 4, 2, 1), nn.LeakyReLU(0.2),
    nn.Conv2d(16, 1, 4, 2, 1))

criterionGAN = GANLoss(GAN_MODE)
criterionL1 = nn.L1Loss()
opt_G = torch.optim.Adam(netG.parameters(), lr=2e-4, betas=(0.5, 0.999))
opt_D = torch.optim.Adam(netD.parameters(), lr=2e-4, betas=(0.5, 0.999))
scaler = torch.amp.GradScaler('cpu', enabled=USE_AMP)


def set_requires_grad(net, flag):
    for p in net.parameters():
        p.requires_grad = flag


def step_D(real_A, real_B, fake_B):
    set_requires_grad(netD, True)
    opt_D.zero_grad()
    with torch.autocast('cpu', enabled=USE_AMP):
        pred_fake = netD(torch.cat((real_A, fake_B.detach()), 1))
        pred_real = netD(torch.cat((real_A, real_B), 1))
        loss_D = torch.mean(criterionGAN(pred_fake, False) + criterionGAN(pred_real, True)) * 0.5
    scaler.scale(loss_D).backward()
    scaler.step(opt_D)
    for p in netD.parameters():
        p.data.clamp_(-0.01, 0.01)
    return loss_D.item()


def step_G(real_A, real_B, fake_B):
    set_requires_grad(netD, False)
    opt_G.zero_grad()
    with torch.autocast('cpu', enabled=USE_AMP):
        pred_fake = netD(torch.cat((real_A, fake_B), 1))
        loss_G_GAN = criterionGAN(pred_fake, True)
        loss_G_L1 = criterionL1(fake_B, real_B) * lambda_L1
        loss_G = loss_G_GAN + loss_G_L1
    scaler.scale(loss_G).backward()
    scaler.step(opt_G)
    return loss_G_GAN.mean().item(), loss_G_L1.item()


for i in itertools.count(1):
    A = torch.rand(2, 3, 32, 32) * 2 - 1
    B = torch.rand(2, 3, 32, 32) * 2 - 1
    fake = netG(A)
    d = step_D(A, B, fake)
    print('[%d] D %.4f' % (i, d), end=' ')
    g, l1 = step_G(A, B, fake)
    scaler.update()
    print('G_GAN %.4f G_L1 %.2f' % (g, l1))
    if i == 4:
        break
