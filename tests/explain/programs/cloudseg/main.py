import logging
import sys

import torch
import torch.nn as nn
from torch.utils.data import DataLoader, TensorDataset

from config import SegConfig
from losses import MixedLoss

logging.basicConfig(stream=sys.stdout, level=logging.INFO, format="[%(name)s] %(message)s")
log = logging.getLogger("cloudseg")


def conv_block(i, o):
    return nn.Sequential(nn.Conv2d(i, o, 3, padding=1), nn.BatchNorm2d(o), nn.ReLU(inplace=True))


class SmallUNet(nn.Module):
    def __init__(self, bands, w):
        super().__init__()
        self.enc1 = conv_block(bands, w)
        self.enc2 = conv_block(w, 2 * w)
        self.pool = nn.MaxPool2d(2)
        self.up = nn.Upsample(scale_factor=2, mode="bilinear", align_corners=False)
        self.dec = conv_block(3 * w, w)
        self.head = nn.Conv2d(w, 1, 1)

    def forward(self, x):
        e1 = self.enc1(x)
        e2 = self.enc2(self.pool(e1))
        return self.head(self.dec(torch.cat([self.up(e2), e1], dim=1)))


def make_loader(cfg):
    x = torch.rand(12, cfg.in_bands, cfg.img_size, cfg.img_size)
    y = (x.mean(1, keepdim=True) > 0.5).float()
    return DataLoader(TensorDataset(x, y), batch_size=cfg.batch_size, shuffle=True)


def train_one_epoch(model, loader, criterion, optimizer, epoch):
    model.train()
    running = 0.0
    for imgs, masks in loader:
        optimizer.zero_grad()
        losses = criterion(model(imgs), masks)
        losses["loss"].backward()
        optimizer.step()
        running += losses["loss"].item()
    log.info("epoch %d  train loss %.4f", epoch, running / len(loader))


def main():
    cfg = SegConfig()
    torch.manual_seed(cfg.seed)
    loader = make_loader(cfg)
    model = SmallUNet(cfg.in_bands, cfg.width)
    criterion = MixedLoss(cfg.focal_weight, cfg.gamma)
    optimizer = torch.optim.AdamW(model.parameters(), lr=cfg.lr)
    scheduler = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, T_max=cfg.epochs)
    log.info("parameters: %d", sum(p.numel() for p in model.parameters()))
    for epoch in range(cfg.epochs):
        train_one_epoch(model, loader, criterion, optimizer, epoch)
        scheduler.step()


if __name__ == "__main__":
    main()
