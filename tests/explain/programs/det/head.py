import torch
import torch.nn as nn

from losses import GIoULoss, SigmoidLoss


class AnchorFreeHead(nn.Module):
    def __init__(self, in_channels, num_classes, feat_size=4, stride=8):
        super().__init__()
        self.cls_conv = nn.Conv2d(in_channels, num_classes, 1)
        self.reg_conv = nn.Conv2d(in_channels, 4, 1)
        self.num_classes = num_classes
        self.loss_cls = SigmoidLoss()
        self.loss_bbox = GIoULoss(loss_weight=2.0)
        ys, xs = torch.meshgrid(torch.arange(feat_size), torch.arange(feat_size), indexing='ij')
        pts = torch.stack([xs, ys], -1).reshape(-1, 2).float() * stride + stride // 2
        self.register_buffer('points', pts)

    def forward(self, feat):
        cls = self.cls_conv(feat).flatten(2).transpose(1, 2)
        reg = self.reg_conv(feat).exp().flatten(2).transpose(1, 2) * 8
        return cls, reg

    def decode(self, points, ltrb):
        return torch.cat([points - ltrb[..., :2], points + ltrb[..., 2:]], -1)

    def loss(self, feat, labels, gt_boxes, centerness):
        cls, reg = self(feat)
        pos = labels >= 0
        num_pos = max(int(pos.sum()), 1)
        onehot = torch.zeros_like(cls)
        onehot[pos] = nn.functional.one_hot(labels[pos], self.num_classes).float()
        boxes = self.decode(self.points, reg)
        return dict(
            loss_cls=self.loss_cls(cls, onehot),
            loss_bbox=self.loss_bbox(boxes[pos], gt_boxes[pos],
                                     weight=centerness[pos], avg_factor=num_pos))
