"""Single shot detector on synthetic squares, one scale, 2 anchors per cell."""
import random
from typing import Dict, List, Optional, Tuple

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor, nn


def seed_everything(seed: int = 3407) -> None:
    random.seed(seed)
    np.random.seed(seed)
    torch.manual_seed(seed)


def make_anchors(grid: int, sizes=(0.2, 0.4)) -> Tensor:
    c = (torch.arange(grid) + 0.5) / grid
    cy, cx = torch.meshgrid(c, c, indexing="ij")
    return torch.cat([torch.stack([cx.flatten(), cy.flatten(),
                                   torch.full((grid * grid,), s), torch.full((grid * grid,), s)], 1)
                      for s in sizes])


def box_iou(a: Tensor, b: Tensor) -> Tensor:
    a1, a2 = a[:, None, :2] - a[:, None, 2:] / 2, a[:, None, :2] + a[:, None, 2:] / 2
    b1, b2 = b[None, :, :2] - b[None, :, 2:] / 2, b[None, :, :2] + b[None, :, 2:] / 2
    inter = (torch.min(a2, b2) - torch.max(a1, b1)).clamp(min=0).prod(-1)
    return inter / (a[:, None, 2:].prod(-1) + b[None, :, 2:].prod(-1) - inter)


class MultiBoxLoss(nn.Module):
    def __init__(self, anchors: Tensor, neg_ratio: int = 3, verbose: bool = True):
        super().__init__()
        self.register_buffer("anchors", anchors)
        self.neg_ratio = neg_ratio
        self.verbose = verbose

    def match(self, gt: Tensor) -> Tuple[Tensor, Tensor]:
        best, idx = box_iou(self.anchors, gt).max(1)
        pos = best > 0.3
        pos[box_iou(self.anchors, gt).argmax(0)] = True
        return pos, gt[idx]

    def forward(self, loc: Tensor, conf: Tensor, targets: List[Tensor]):
        loc_loss, conf_loss, n_pos = loc.new_zeros(()), loc.new_zeros(()), 0
        for l, c, gt in zip(loc, conf, targets):
            pos, boxes = self.match(gt)
            delta = torch.cat([(boxes[:, :2] - self.anchors[:, :2]) / self.anchors[:, 2:],
                               (boxes[:, 2:] / self.anchors[:, 2:]).log()], 1)
            loc_loss = loc_loss + F.smooth_l1_loss(l[pos], delta[pos], reduction="sum")
            ce = F.cross_entropy(c, pos.long(), reduction="none")
            k = min(self.neg_ratio * int(pos.sum()), int((~pos).sum()))
            conf_loss = conf_loss + ce[pos].sum() + ce[~pos].topk(k).values.sum()
            n_pos += int(pos.sum())
        total = (loc_loss + conf_loss) / max(n_pos, 1)
        if self.verbose:
            return total, {"loc": loc_loss.item() / n_pos, "conf": conf_loss.item() / n_pos}
        return total


class TinySSD(nn.Module):
    def __init__(self, n_anchor: int = 2):
        super().__init__()
        self.backbone = nn.Sequential(nn.Conv2d(1, 8, 3, 2, 1), nn.ReLU(), nn.Conv2d(8, 8, 3, 2, 1), nn.ReLU())
        self.loc = nn.Conv2d(8, n_anchor * 4, 3, padding=1)
        self.conf = nn.Conv2d(8, n_anchor * 2, 3, padding=1)

    def forward(self, x: Tensor) -> Tuple[Tensor, Tensor]:
        f = self.backbone(x)
        B = x.size(0)
        loc = self.loc(f).view(B, -1, 4, f[0, 0].numel()).transpose(2, 3)
        conf = self.conf(f).view(B, -1, 2, f[0, 0].numel()).transpose(2, 3)
        return loc.reshape(B, -1, 4), conf.reshape(B, -1, 2)


def synth(bs: int, size: int = 16) -> Tuple[Tensor, List[Tensor]]:
    img, boxes = 0.1 * torch.randn(bs, 1, size, size), []
    for b in range(bs):
        w = random.choice([3, 6])
        x, y = random.randint(0, size - w), random.randint(0, size - w)
        img[b, 0, y:y + w, x:x + w] += 1
        boxes.append(torch.tensor([[x + w / 2, y + w / 2, w, w]]) / size)
    return img, boxes


def main() -> None:
    seed_everything()
    net, criterion = TinySSD(), MultiBoxLoss(make_anchors(4))
    optimizer = torch.optim.SGD(net.parameters(), lr=0.02, momentum=0.9)
    scheduler = torch.optim.lr_scheduler.StepLR(optimizer, 2)
    for it in range(4):
        images, targets = synth(4)
        loc, conf = net(images)
        loss = criterion(loc, conf, targets)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        scheduler.step()
        print(f"iter {it} lr {scheduler.get_last_lr()[0]:.4f}")


if __name__ == "__main__":
    main()
