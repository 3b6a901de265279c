import itertools

import torch
import torch.nn as nn

from networks import define_D, define_G, GANLoss


class CycleModel:
    def __init__(self, opt):
        self.opt = opt
        self.netG_A, self.netG_B = define_G(), define_G()
        self.netD_A, self.netD_B = define_D(), define_D()
        self.criterionGAN = GANLoss()
        self.criterionCycle = nn.L1Loss(reduction=opt.rec_reduction)
        self.criterionIdt = nn.L1Loss(reduction=opt.rec_reduction)
        self.optimizer_G = torch.optim.Adam(itertools.chain(self.netG_A.parameters(), self.netG_B.parameters()),
                                            lr=opt.lr, betas=(0.5, 0.999))
        self.optimizer_D = torch.optim.Adam(itertools.chain(self.netD_A.parameters(), self.netD_B.parameters()),
                                            lr=opt.lr, betas=(0.5, 0.999))

    def set_input(self, data):
        self.real_A, self.real_B, self.mask = data['A'], data['B'], data['mask']

    def forward(self):
        self.fake_B = self.netG_A(self.real_A)
        self.rec_A = self.netG_B(self.fake_B)
        self.fake_A = self.netG_B(self.real_B)
        self.rec_B = self.netG_A(self.fake_A)

    def cycle_loss(self, rec, real):
        # 云区权重小, 非云区必须还原
        return (self.criterionCycle(rec, real) * (1.0 - 0.8 * self.mask)).mean()

    def backward_D_basic(self, netD, real, fake):
        loss_D = (self.criterionGAN(netD(real), True) + self.criterionGAN(netD(fake.detach()), False)) * 0.5
        loss_D.backward()
        return loss_D

    def backward_G(self):
        opt = self.opt
        if opt.lambda_idt > 0:
            idt_A = self.netG_A(self.real_B)
            idt_B = self.netG_B(self.real_A)
            self.loss_idt_A = self.criterionIdt(idt_A, self.real_B) * opt.lambda_B * opt.lambda_idt
            self.loss_idt_B = self.criterionIdt(idt_B, self.real_A) * opt.lambda_A * opt.lambda_idt
        else:
            self.loss_idt_A = self.loss_idt_B = 0
        self.loss_G_A = self.criterionGAN(self.netD_A(self.fake_B), True)
        self.loss_G_B = self.criterionGAN(self.netD_B(self.fake_A), True)
        self.loss_cycle_A = self.cycle_loss(self.rec_A, self.real_A) * opt.lambda_A
        self.loss_cycle_B = self.cycle_loss(self.rec_B, self.real_B) * opt.lambda_B
        self.loss_G = (self.loss_G_A + self.loss_G_B + self.loss_cycle_A + self.loss_cycle_B
                       + self.loss_idt_A + self.loss_idt_B)
        self.loss_G.backward()

    def optimize(self):
        self.forward()
        for net in (self.netD_A, self.netD_B):
            for prm in net.parameters():
                prm.requires_grad = False
        self.optimizer_G.zero_grad()
        self.backward_G()
        self.optimizer_G.step()
        for net in (self.netD_A, self.netD_B):
            for prm in net.parameters():
                prm.requires_grad = True
        self.optimizer_D.zero_grad()
        self.loss_D_A = self.backward_D_basic(self.netD_A, self.real_B, self.fake_B)
        self.loss_D_B = self.backward_D_basic(self.netD_B, self.real_A, self.fake_A)
        self.optimizer_D.step()
