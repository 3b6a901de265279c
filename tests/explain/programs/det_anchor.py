"""Single-scale anchor detector on synthetic boxes (stripped down from my thesis code)."""
import argparse
import torch
import torch.nn as nn


class TinyDetector(nn.Module):
    def __init__(self, num_anchors=3, num_classes=4):
        super().__init__()
        self.backbone = nn.Sequential(
            nn.Conv2d(3, 8, 3, stride=2, padding=1), nn.ReLU(),
            nn.Conv2d(8, 16, 3, stride=2, padding=1), nn.ReLU(),
        )
        self.cls_head = nn.Conv2d(16, num_anchors * num_classes, 1)
        self.box_head = nn.Conv2d(16, num_anchors * 4, 1)
        self.nc = num_classes

    def forward(self, images):
        f = self.backbone(images)
        n = images.size(0)
        cls = self.cls_head(f).permute(0, 2, 3, 1).reshape(n, -1, self.nc)
        box = self.box_head(f).permute(0, 2, 3, 1).reshape(n, -1, 4)
        return cls, box


class DetectionLoss(nn.Module):
    def __init__(self, cls_criterion, box_criterion, box_weight=1.0):
        super().__init__()
        self.cls_criterion = cls_criterion
        self.box_criterion = box_criterion
        self.box_weight = box_weight

    def forward(self, preds, targets):
        cls, box = preds
        labels, boxes = targets
        fg = labels > 0
        loss_cls = self.cls_criterion(cls.flatten(0, 1), labels.flatten())
        loss_box = self.box_criterion(box[fg], boxes[fg])
        return {"cls": loss_cls, "box": self.box_weight * loss_box}


def make_targets(n, num_anchors_total, num_classes):
    labels = torch.zeros(n, num_anchors_total, dtype=torch.long)
    for i in range(n):
        idx = torch.randperm(num_anchors_total)[:5]
        labels[i, idx] = torch.randint(1, num_classes, (5,))
    boxes = torch.rand(n, num_anchors_total, 4)
    return labels, boxes


def build(args):
    model = TinyDetector()
    criterion = DetectionLoss(
        cls_criterion=nn.CrossEntropyLoss(),
        box_criterion=nn.SmoothL1Loss(
            beta=args.beta,
            reduction="none",
        ),
        box_weight=args.box_weight,
    )
    optim = torch.optim.AdamW(model.parameters(), lr=args.lr)
    return model, criterion, optim


def train(model, criterion, optim, args):
    for it in range(args.iters):
        images = torch.rand(2, 3, 16, 16)
        targets = make_targets(2, 4 * 4 * 3, 4)
        loss_dict = criterion(model(images), targets)
        losses = sum(loss for loss in loss_dict.values())
        optim.zero_grad()
        losses.backward()
        optim.step()
        if it % 5 == 0:
            print(f"[{it:03d}] loss {losses.item():.4f}  "
                  f"box {loss_dict['box'].mean().item():.4f}")


if __name__ == "__main__":
    p = argparse.ArgumentParser()
    p.add_argument("--lr", type=float, default=1e-3)
    p.add_argument("--beta", type=float, default=0.11)
    p.add_argument("--box-weight", type=float, default=2.0)
    p.add_argument("--iters", type=int, default=10)
    args = p.parse_args()
    torch.manual_seed(0)
    train(*build(args), args)
