import torch
import torch.nn as nn

from losses import build_loss


class DenseHead(nn.Module):

    def __init__(self, in_channels, num_classes, loss_cls, loss_bbox):
        super().__init__()
        self.num_classes = num_classes
        self.conv_cls = nn.Conv2d(in_channels, num_classes, 3, padding=1)
        self.conv_reg = nn.Conv2d(in_channels, 4, 3, padding=1)
        self.loss_cls = build_loss(loss_cls)
        self.loss_bbox = build_loss(loss_bbox)

    def forward(self, feat):
        cls = self.conv_cls(feat).permute(0, 2, 3, 1).reshape(-1, self.num_classes)
        reg = self.conv_reg(feat).permute(0, 2, 3, 1).reshape(-1, 4).exp()
        return cls, reg

    def loss(self, feat, points, labels, boxes):
        cls, reg = self(feat)
        onehot = torch.zeros_like(cls)
        pos = (labels >= 0).nonzero(as_tuple=True)[0]
        onehot[pos, labels[pos]] = 1.
        ctr = points[pos]
        decoded = torch.cat([ctr - reg[pos, :2], ctr + reg[pos, 2:]], 1)
        centerness = torch.rand(len(pos))
        return dict(
            loss_cls=self.loss_cls(cls, onehot),
            loss_bbox=self.loss_bbox(decoded, boxes[pos], centerness, avg_factor=centerness.sum()),
            num_pos=len(pos))
