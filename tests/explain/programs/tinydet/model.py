from __future__ import annotations

import torch
import torch.nn as nn

from losses import BoxLoss, FocalLoss


class AnchorFreeHead(nn.Module):
    def __init__(self, ch: int, num_classes: int):
        super().__init__()
        self.cls = nn.Conv2d(ch, num_classes, 1)
        self.box = nn.Conv2d(ch, 4, 1)

    def forward(self, feat):
        cls = self.cls(feat).flatten(2).transpose(1, 2)
        ltrb = self.box(feat).exp().flatten(2).transpose(1, 2)
        return cls, ltrb


class TinyDet(nn.Module):
    def __init__(self, num_classes: int = 3, ch: int = 8, box_gain: float = 2.0):
        super().__init__()
        self.num_classes = num_classes
        self.box_gain = box_gain
        self.backbone = nn.Sequential(
            nn.Conv2d(3, ch, 3, 2, 1), nn.BatchNorm2d(ch), nn.SiLU(),
            nn.Conv2d(ch, ch, 3, 2, 1), nn.BatchNorm2d(ch), nn.SiLU(),
        )
        self.head = AnchorFreeHead(ch, num_classes)
        self.cls_loss = FocalLoss(gamma=1.5)
        self.box_loss = BoxLoss()

    def _points(self, h, w):
        ys, xs = torch.meshgrid(torch.arange(h), torch.arange(w), indexing="ij")
        return (torch.stack([xs, ys], -1).reshape(-1, 2) + 0.5).float()

    def forward(self, images, targets=None):
        feat = self.backbone(images)
        cls, ltrb = self.head(feat)
        pts = self._points(*feat.shape[-2:])
        boxes = torch.cat([pts - ltrb[..., :2], pts + ltrb[..., 2:]], dim=-1)
        if targets is None:
            return cls.sigmoid(), boxes
        pos = targets["labels"] >= 0
        onehot = torch.zeros_like(cls)
        onehot[pos, targets["labels"][pos]] = 1.0
        return {
            "loss_cls": self.cls_loss(cls, onehot),
            "loss_box": self.box_gain * self.box_loss(boxes[pos], targets["boxes"][pos]),
        }
