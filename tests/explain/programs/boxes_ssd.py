from functools import partial
import torch
import torch.nn as nn
import torch.nn.functional as F

torch.manual_seed(5)

NUM_CLASSES = 4          # incl. background
NUM_ANCHORS = 30

cls_loss_fn = partial(F.cross_entropy, reduction="sum")
box_loss_fn = partial(F.smooth_l1_loss, beta=0.11, reduction="none")


def encode(anchors, gt):
    """(cx, cy, w, h) -> regression targets"""
    xy = (gt[..., :2] - anchors[..., :2]) / anchors[..., 2:]
    wh = torch.log(gt[..., 2:] / anchors[..., 2:])
    return torch.cat([xy, wh], -1)


class SSDHead(nn.Module):
    def __init__(self, feat):
        super().__init__()
        self.feat = nn.Linear(10, feat)
        self.cls = nn.Linear(feat, NUM_ANCHORS * NUM_CLASSES)
        self.box = nn.Linear(feat, NUM_ANCHORS * 4)

    def forward(self, x):
        f = F.relu(self.feat(x))
        return self.cls(f).view(-1, NUM_ANCHORS, NUM_CLASSES), self.box(f).view(-1, NUM_ANCHORS, 4)


def multibox_loss(cls_logits, deltas, labels, targets, neg_ratio=3):
    pos = labels > 0
    n_pos = pos.sum().clamp(min=1)

    # hard negative mining
    with torch.no_grad():
        ce = F.cross_entropy(cls_logits.flatten(0, 1), labels.flatten(), reduction="none").view_as(labels)
        ce[pos] = 0
        rank = ce.argsort(1, descending=True).argsort(1)
        neg = rank < neg_ratio * pos.sum(1, keepdim=True)
    keep = pos | neg

    loss_cls = cls_loss_fn(cls_logits[keep], labels[keep]) / n_pos
    loss_box = box_loss_fn(deltas[pos], targets[pos]).sum(dim=1) / n_pos
    return {"cls": loss_cls, "box": loss_box}


def batch(b=3):
    anchors = torch.rand(NUM_ANCHORS, 4) * 0.5 + 0.2
    gt = torch.rand(b, NUM_ANCHORS, 4) * 0.5 + 0.2
    labels = torch.zeros(b, NUM_ANCHORS, dtype=torch.long)
    labels[:, ::6] = torch.randint(1, NUM_CLASSES, labels[:, ::6].shape)
    return torch.randn(b, 10), labels, encode(anchors.expand_as(gt), gt)


net = SSDHead(24)
sgd = torch.optim.SGD(net.parameters(), lr=1e-2, momentum=0.9)
for it in range(4):
    x, labels, targets = batch()
    loss_dict = multibox_loss(*net(x), labels, targets)
    losses = sum(loss_dict.values())
    sgd.zero_grad()
    losses.backward()
    sgd.step()
    print("iter", it, "losses", round(losses.item(), 4), {k: round(v.item(), 4) for k, v in loss_dict.items()})
