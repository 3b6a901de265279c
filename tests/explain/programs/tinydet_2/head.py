import torch
import torch.nn as nn

from losses import CrossEntropyLoss, IoULoss


class FCOSLikeHead(nn.Module):
    """Anchor-free head on a single level."""

    def __init__(self, num_classes, in_channels, stride=8):
        super().__init__()
        self.num_classes = num_classes
        self.stride = stride
        self.cls_conv = nn.Conv2d(in_channels, num_classes, 3, padding=1)
        self.reg_conv = nn.Conv2d(in_channels, 4, 3, padding=1)
        self.loss_cls = CrossEntropyLoss(loss_weight=1.0)
        self.loss_bbox = IoULoss(reduction='none', loss_weight=2.0)

    def forward(self, x):
        return self.cls_conv(x), self.reg_conv(x).exp() * self.stride

    def get_points(self, h, w):
        ys, xs = torch.meshgrid(torch.arange(h), torch.arange(w), indexing='ij')
        return torch.stack([xs, ys], -1).reshape(-1, 2).float() * self.stride + self.stride / 2

    def loss(self, cls_score, bbox_pred, gt_bboxes, gt_labels):
        n, c, h, w = cls_score.shape
        points = self.get_points(h, w).repeat(n, 1)
        cls_flat = cls_score.permute(0, 2, 3, 1).reshape(-1, c)
        reg_flat = bbox_pred.permute(0, 2, 3, 1).reshape(-1, 4)
        gts = gt_bboxes.repeat_interleave(h * w, 0)
        labels = gt_labels.repeat_interleave(h * w, 0)

        inside = ((points > gts[:, :2]) & (points < gts[:, 2:])).all(-1)
        pos_inds = inside.nonzero().flatten()
        num_pos = max(pos_inds.numel(), 1)

        onehot = torch.zeros_like(cls_flat)
        onehot[pos_inds, labels[pos_inds]] = 1.0
        loss_cls = self.loss_cls(cls_flat, onehot, avg_factor=num_pos)

        p, r = points[pos_inds], reg_flat[pos_inds]
        decoded = torch.cat([p - r[:, :2], p + r[:, 2:]], -1)
        loss_bbox = self.loss_bbox(decoded, gts[pos_inds], avg_factor=num_pos)
        return dict(loss_cls=loss_cls, loss_bbox=loss_bbox)
