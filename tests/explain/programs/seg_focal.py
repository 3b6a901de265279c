"""Toy road segmentation, focal loss because of the class imbalance."""
import argparse

import torch
import torch.nn as nn
import torch.nn.functional as F


class ConvBlock(nn.Sequential):
    def __init__(self, cin, cout):
        super().__init__(
            nn.Conv2d(cin, cout, 3, padding=1),
            nn.BatchNorm2d(cout),
            nn.ReLU(inplace=True),
        )


class TinySeg(nn.Module):
    def __init__(self, n_classes):
        super().__init__()
        self.enc = ConvBlock(3, 8)
        self.mid = ConvBlock(8, 8)
        self.head = nn.Conv2d(8, n_classes, 1)

    def forward(self, x):
        h = self.enc(x)
        h = self.mid(F.max_pool2d(h, 2))
        h = F.interpolate(h, scale_factor=2)
        return self.head(h)


class FocalLoss(nn.Module):
    """https://arxiv.org/abs/1708.02002, multi-class version."""

    def __init__(self, gamma=2.0, alpha=None, reduction="mean", ignore_index=255):
        super().__init__()
        self.gamma = gamma
        self.alpha = alpha
        self.reduction = reduction
        self.ignore_index = ignore_index

    def forward(self, logits, target):
        ce = F.cross_entropy(logits, target, weight=self.alpha,
                             ignore_index=self.ignore_index, reduction="none")
        pt = torch.exp(-ce)
        focal = (1 - pt) ** self.gamma * ce
        if self.reduction == "mean":
            return focal.mean()
        elif self.reduction == "sum":
            return focal.sum()
        return focal


def get_criterion(name, n_classes):
    if name == "ce":
        return nn.CrossEntropyLoss(ignore_index=255)
    if name == "focal":
        alpha = torch.ones(n_classes)
        alpha[0] = 0.25
        return FocalLoss(gamma=2.0, alpha=alpha, reduction="none")
    raise ValueError(f"unknown criterion {name}")


def fake_batches(n, size, n_classes):
    for _ in range(n):
        img = torch.rand(4, 3, size, size)
        lab = torch.randint(0, n_classes, (4, size, size))
        lab[:, :2] = 255
        yield img, lab


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("--criterion", default="focal")
    ap.add_argument("--lr", type=float, default=1e-3)
    ap.add_argument("--size", type=int, default=16)
    ap.add_argument("--classes", type=int, default=3)
    args = ap.parse_args()

    torch.manual_seed(42)
    net = TinySeg(args.classes)
    criterion = get_criterion(args.criterion, args.classes)
    opt = torch.optim.AdamW(net.parameters(), lr=args.lr)
    print("params:", sum(p.numel() for p in net.parameters()))

    for ep in range(2):
        running = 0.0
        for img, lab in fake_batches(3, args.size, args.classes):
            opt.zero_grad()
            loss = criterion(net(img), lab)
            loss.backward()
            opt.step()
            running += loss.item()
        print(f"[epoch {ep}] loss {running / 3:.4f}")


if __name__ == "__main__":
    main()
