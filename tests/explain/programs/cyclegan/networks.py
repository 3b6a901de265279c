import torch
import torch.nn as nn


class ResBlock(nn.Module):
    def __init__(self, c):
        super().__init__()
        self.body = nn.Sequential(nn.ReflectionPad2d(1), nn.Conv2d(c, c, 3), nn.InstanceNorm2d(c), nn.ReLU(True),
                                  nn.ReflectionPad2d(1), nn.Conv2d(c, c, 3), nn.InstanceNorm2d(c))

    def forward(self, x):
        return x + self.body(x)


def define_G(ngf=8):
    return nn.Sequential(nn.Conv2d(3, ngf, 3, 1, 1), nn.ReLU(True), ResBlock(ngf), nn.Conv2d(ngf, 3, 3, 1, 1), nn.Tanh())


def define_D(ndf=8):
    return nn.Sequential(nn.Conv2d(3, ndf, 4, 2, 1), nn.LeakyReLU(0.2, True), nn.Conv2d(ndf, 1, 4, 2, 1))


class GANLoss(nn.Module):
    """LSGAN"""

    def __init__(self):
        super().__init__()
        self.register_buffer('real', torch.tensor(1.0))
        self.register_buffer('fake', torch.tensor(0.0))
        self.loss = nn.MSELoss()

    def __call__(self, pred, is_real):
        label = self.real if is_real else self.fake
        return self.loss(pred, label.expand_as(pred))
