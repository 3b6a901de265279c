"""A toy one-stage detector: anchors, matching, box + objectness losses."""
import torch
import torch.nn as nn
import torch.nn.functional as F


def make_anchors(grid=4, size=0.3):
    ys, xs = torch.meshgrid(torch.arange(grid), torch.arange(grid), indexing="ij")
    c = (torch.stack([xs, ys], -1).reshape(-1, 2).float() + 0.5) / grid
    return torch.cat([c - size / 2, c + size / 2], dim=1)


def box_iou(a, b):
    tl = torch.max(a[:, None, :2], b[None, :, :2])
    br = torch.min(a[:, None, 2:], b[None, :, 2:])
    inter = (br - tl).clamp(min=0).prod(-1)
    area = lambda t: (t[:, 2:] - t[:, :2]).prod(-1)
    return inter / (area(a)[:, None] + area(b)[None] - inter + 1e-6)


class Detector(nn.Module):
    def __init__(self, grid=4):
        super().__init__()
        self.register_buffer("anchors", make_anchors(grid))
        self.features = nn.Sequential(
            nn.Conv2d(3, 8, 3, stride=2, padding=1), nn.ReLU(),
            nn.Conv2d(8, 16, 3, stride=2, padding=1), nn.ReLU(),
        )
        self.box = nn.Conv2d(16, 4, 1)
        self.obj = nn.Conv2d(16, 1, 1)

    def match(self, gt):
        iou = box_iou(self.anchors, gt)
        best, which = iou.max(dim=1)
        pos = best > 0.2
        pos[iou.argmax(dim=0)] = True
        return pos, which

    def losses(self, images, targets):
        f = self.features(images)
        deltas = self.box(f).flatten(2).transpose(1, 2)
        scores = self.obj(f).flatten(1)
        box_losses, obj_losses = [], []
        for d, s, gt in zip(deltas, scores, targets):
            pos, which = self.match(gt)
            pred = self.anchors[pos] + d[pos]
            box_losses.append(F.smooth_l1_loss(pred, gt[which[pos]], reduction="none").sum(1))
            obj_losses.append(F.binary_cross_entropy_with_logits(s, pos.float()))
        return {
            "loss_box": torch.cat(box_losses),
            "loss_obj": torch.stack(obj_losses).mean(),
        }


def random_targets(n):
    out = []
    for _ in range(n):
        k = int(torch.randint(1, 4, ()))
        tl = torch.rand(k, 2) * 0.6
        out.append(torch.cat([tl, tl + 0.15 + torch.rand(k, 2) * 0.2], dim=1))
    return out


def main():
    torch.manual_seed(4)
    model = Detector()
    optimizer = torch.optim.SGD(model.parameters(), lr=0.02, momentum=0.9)
    for it in range(3):
        images, targets = torch.rand(3, 3, 16, 16), random_targets(3)
        loss_dict = model.losses(images, targets)
        losses = sum(loss for loss in loss_dict.values())
        optimizer.zero_grad()
        losses.backward()
        optimizer.step()
        print("iter", it, "total", round(losses.item(), 4),
              {k: round(v.mean().item(), 4) for k, v in loss_dict.items()})


if __name__ == "__main__":
    main()
