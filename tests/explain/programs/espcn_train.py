# Single image super resolution (ESPCN-like), x2
import argparse
import math
import random

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F

parser = argparse.ArgumentParser(description="PyTorch Super Res Example")
parser.add_argument("--upscale_factor", type=int, default=2)
parser.add_argument("--batchSize", type=int, default=4)
parser.add_argument("--nEpochs", type=int, default=2)
parser.add_argument("--lr", type=float, default=0.01)
parser.add_argument("--seed", type=int, default=123)
parser.add_argument("--tv", type=float, default=1e-4, help="weight of total variation")
parser.add_argument("--eps", type=float, default=1e-3, help="charbonnier epsilon")
opt = parser.parse_args()

print(opt)

random.seed(opt.seed)
np.random.seed(opt.seed)
torch.manual_seed(opt.seed)


class Net(nn.Module):
    def __init__(self, r):
        super(Net, self).__init__()
        self.relu = nn.ReLU()
        self.conv1 = nn.Conv2d(1, 16, 5, 1, 2)
        self.conv2 = nn.Conv2d(16, 16, 3, 1, 1)
        self.conv3 = nn.Conv2d(16, r ** 2, 3, 1, 1)
        self.pixel_shuffle = nn.PixelShuffle(r)

    def forward(self, x):
        x = self.relu(self.conv1(x))
        x = self.relu(self.conv2(x))
        return self.pixel_shuffle(self.conv3(x))


class L1_Charbonnier_loss(nn.Module):
    """L1 Charbonnierloss."""
    def __init__(self, eps):
        super(L1_Charbonnier_loss, self).__init__()
        self.eps = eps * eps

    def forward(self, X, Y):
        diff = torch.add(X, -Y)
        error = torch.sqrt(diff * diff + self.eps)
        return error


def tv_loss(img):
    h = (img[:, :, 1:, :] - img[:, :, :-1, :]).pow(2).mean()
    w = (img[:, :, :, 1:] - img[:, :, :, :-1]).pow(2).mean()
    return h + w


hr = torch.rand(8, 1, 16, 16)
hr = F.avg_pool2d(hr, 3, 1, 1)
lr_imgs = F.interpolate(hr, scale_factor=1 / opt.upscale_factor, mode="bicubic", align_corners=False)

model = Net(opt.upscale_factor)
criterion = L1_Charbonnier_loss(opt.eps)
optimizer = torch.optim.Adam(model.parameters(), lr=opt.lr)


def train(epoch):
    epoch_loss = 0
    for iteration, i in enumerate(range(0, len(hr), opt.batchSize), 1):
        input, target = lr_imgs[i:i + opt.batchSize], hr[i:i + opt.batchSize]
        optimizer.zero_grad()
        sr = model(input)
        loss = criterion(sr, target) + opt.tv * tv_loss(sr)
        epoch_loss += loss.mean().item()
        loss.backward()
        optimizer.step()
        print("===> Epoch[{}]({}): Loss: {:.4f}".format(epoch, iteration, loss.mean().item()))


def test():
    with torch.no_grad():
        mse = F.mse_loss(model(lr_imgs), hr)
        print("===> Avg. PSNR: {:.4f} dB".format(10 * math.log10(1 / mse.item())))


for epoch in range(1, opt.nEpochs + 1):
    train(epoch)
    test()
