import random
from typing import Dict, List, NamedTuple

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F


class Frame(NamedTuple):
    boxes: torch.Tensor      # (N, 4) cxcywh
    feats: torch.Tensor      # (N, C)
    ids: torch.Tensor        # (N,)


class SigmoidFocalLoss(nn.Module):
    """Focal loss on affinity logits."""

    def __init__(self, alpha=0.25, gamma=2.0, reduce=False):
        super().__init__()
        self.alpha, self.gamma, self.reduce = alpha, gamma, reduce

    def forward(self, logits, targets):
        p = torch.sigmoid(logits)
        ce = F.binary_cross_entropy_with_logits(logits, targets, reduction="none")
        p_t = p * targets + (1 - p) * (1 - targets)
        loss = ce * (1 - p_t) ** self.gamma
        if self.alpha >= 0:
            loss = loss * (self.alpha * targets + (1 - self.alpha) * (1 - targets))
        return loss.mean() if self.reduce else loss


class GIoULoss(nn.Module):
    def forward(self, pred, gt):
        def xyxy(b):
            return torch.cat([b[:, :2] - b[:, 2:] / 2, b[:, :2] + b[:, 2:] / 2], 1)
        a, b = xyxy(pred), xyxy(gt)
        lt, rb = torch.max(a[:, :2], b[:, :2]), torch.min(a[:, 2:], b[:, 2:])
        inter = (rb - lt).clamp(min=0).prod(1)
        area = lambda z: (z[:, 2:] - z[:, :2]).clamp(min=0).prod(1)
        union = area(a) + area(b) - inter + 1e-6
        c = (torch.max(a[:, 2:], b[:, 2:]) - torch.min(a[:, :2], b[:, :2])).clamp(min=0).prod(1) + 1e-6
        return (1 - (inter / union - (c - union) / c)).mean()


class Associator(nn.Module):
    def __init__(self, c=16, d=12):
        super().__init__()
        self.enc = nn.Sequential(nn.Linear(c + 4, d), nn.ReLU(), nn.Linear(d, d))
        self.motion = nn.Linear(d, 4)
        self.scale = nn.Parameter(torch.tensor(5.0))

    def embed(self, f: Frame):
        return self.enc(torch.cat([f.feats, f.boxes], dim=1))

    def forward(self, prev: Frame, cur: Frame):
        a, b = self.embed(prev), self.embed(cur)
        affinity = self.scale * F.normalize(a, dim=1) @ F.normalize(b, dim=1).t()
        return affinity, prev.boxes + 0.1 * self.motion(a)


class TrackingLoss(nn.Module):
    def __init__(self, w_box=2.0):
        super().__init__()
        self.w_box = w_box
        self.aff = SigmoidFocalLoss(gamma=1.5)
        self.box = GIoULoss()

    def forward(self, out, prev: Frame, cur: Frame) -> Dict[str, torch.Tensor]:
        affinity, moved = out
        same = (prev.ids[:, None] == cur.ids[None, :]).float()
        src, dst = same.nonzero(as_tuple=True)
        return {
            "loss_aff": self.aff(affinity, same),
            "loss_box": self.w_box * self.box(moved[src], cur.boxes[dst]),
        }


def make_video(n_frames=4, n_obj=5) -> List[Frame]:
    proto, boxes = torch.randn(n_obj, 16), torch.rand(n_obj, 4) * 0.5 + 0.25
    video = []
    for _ in range(n_frames):
        boxes = boxes + 0.02 * torch.randn_like(boxes)
        perm = torch.randperm(n_obj)
        video.append(Frame(boxes[perm].clamp(min=0.05), proto[perm] + 0.1 * torch.randn(n_obj, 16), perm))
    return video


def train_one_video(model, criterion, optimizer, video):
    for k in range(1, len(video)):
        loss_dict = criterion(model(video[k - 1], video[k]), video[k - 1], video[k])
        losses = sum(loss_dict.values())
        optimizer.zero_grad()
        losses.backward()
        optimizer.step()
        print("  frame", k, {n: round(v.mean().item(), 4) for n, v in loss_dict.items()})


if __name__ == "__main__":
    random.seed(5), np.random.seed(5), torch.manual_seed(5)
    net = Associator()
    opt = torch.optim.AdamW(net.parameters(), lr=1e-3)
    for epoch in range(2):
        print("epoch", epoch)
        train_one_video(net, TrackingLoss(), opt, make_video())
