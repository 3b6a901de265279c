#!/usr/bin/env python
"""3-D organ segmentation with Dice + CE."""
import torch
import torch.nn as nn
import torch.nn.functional as F


def one_hot(label, n):
    return F.one_hot(label, n).permute(0, 4, 1, 2, 3).float()


class DiceLoss(nn.Module):
    def __init__(self, n_classes, smooth=1e-5, ignore_background=True):
        super().__init__()
        self.n = n_classes
        self.smooth = smooth
        self.start = 1 if ignore_background else 0

    def forward(self, logits, label):
        p = torch.softmax(logits, dim=1)[:, self.start:]
        t = one_hot(label, self.n)[:, self.start:]
        axes = (0, 2, 3, 4)
        inter = (p * t).sum(axes)
        union = p.sum(axes) + t.sum(axes)
        dice = (2 * inter + self.smooth) / (union + self.smooth)
        return 1.0 - dice


class ComboLoss(nn.Module):
    def __init__(self, n_classes, w_ce=1.0, w_dice=1.0):
        super().__init__()
        self.ce = nn.CrossEntropyLoss()
        self.dice = DiceLoss(n_classes)
        self.w_ce, self.w_dice = w_ce, w_dice

    def forward(self, logits, label):
        return self.w_ce * self.ce(logits, label) + self.w_dice * self.dice(logits, label)


LOSSES = {"ce": lambda n: nn.CrossEntropyLoss(), "dice": DiceLoss, "combo": ComboLoss}


class VNetLite(nn.Module):
    def __init__(self, n_classes):
        super().__init__()
        self.enc = nn.Conv3d(1, 4, 3, padding=1)
        self.down = nn.Conv3d(4, 8, 2, stride=2)
        self.up = nn.ConvTranspose3d(8, 4, 2, stride=2)
        self.seg = nn.Conv3d(8, n_classes, 1)

    def forward(self, v):
        e = F.elu(self.enc(v))
        u = F.elu(self.up(F.elu(self.down(e))))
        return self.seg(torch.cat([e, u], 1))


def run(loss_name="combo", n_classes=4, iters=3):
    torch.manual_seed(2023)
    net = VNetLite(n_classes)
    criterion = LOSSES[loss_name](n_classes)
    opt = torch.optim.SGD(net.parameters(), lr=0.01, momentum=0.99, nesterov=True)
    for it in range(iters):
        vol = torch.randn(2, 1, 6, 6, 6)
        lab = torch.randint(0, n_classes, (2, 6, 6, 6))
        seg_loss = criterion(net(vol), lab)
        opt.zero_grad()
        seg_loss.backward()
        opt.step()
        print(f"iteration {it} : loss : {seg_loss.item():.5f}")


if __name__ == "__main__":
    run()
