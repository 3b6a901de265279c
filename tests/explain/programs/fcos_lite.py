import torch, torch.nn as nn, torch.nn.functional as F
from types import SimpleNamespace

torch.manual_seed(42)
args = SimpleNamespace(bs=2, size=8, classes=3, lr=5e-3, iters=6,
                       w=dict(loss_cls=1.0, loss_box=2.0, loss_ctr=1.0))


def iou_ltrb(p, t):
    """p, t: (n, 4) distances to left, top, right, bottom"""
    area_p = (p[:, 0] + p[:, 2]) * (p[:, 1] + p[:, 3])
    area_t = (t[:, 0] + t[:, 2]) * (t[:, 1] + t[:, 3])
    m = torch.min(p, t)
    inter = (m[:, 0] + m[:, 2]) * (m[:, 1] + m[:, 3])
    return inter / (area_p + area_t - inter + 1e-7)


class Head(nn.Module):
    def __init__(self, c, n_cls):
        super().__init__()
        self.tower = nn.Sequential(nn.Conv2d(c, c, 3, padding=1), nn.GroupNorm(4, c), nn.ReLU())
        self.cls = nn.Conv2d(c, n_cls, 1)
        self.reg = nn.Conv2d(c, 4, 1)
        self.ctr = nn.Conv2d(c, 1, 1)

    def forward(self, f):
        f = self.tower(f)
        flat = lambda x: x.permute(0, 2, 3, 1).flatten(0, 2)
        return flat(self.cls(f)), flat(self.reg(f)).exp(), flat(self.ctr(f)).squeeze(1)

    def losses(self, preds, targets):
        cls, reg, ctr = preds
        labels, boxes, centerness = targets
        pos = labels > 0
        n_pos = max(int(pos.sum()), 1)
        onehot = F.one_hot(labels, args.classes + 1)[:, 1:].float()
        out = {}
        out["loss_cls"] = F.binary_cross_entropy_with_logits(cls, onehot, reduction="sum") / n_pos
        iou = iou_ltrb(reg[pos], boxes[pos])
        out["loss_box"] = -torch.log(iou.clamp(min=1e-6)) / n_pos
        out["loss_ctr"] = F.binary_cross_entropy_with_logits(ctr[pos], centerness[pos])
        return out


def make_batch():
    img = torch.rand(args.bs, 3, args.size, args.size)
    n = args.bs * args.size ** 2
    labels = torch.zeros(n, dtype=torch.long)
    labels[torch.randperm(n)[:11]] = torch.randint(1, args.classes + 1, (11,))
    return img, (labels, torch.rand(n, 4) * 3 + 0.5, torch.rand(n))


backbone = nn.Conv2d(3, 16, 3, padding=1)
head = Head(16, args.classes)
opt = torch.optim.SGD([*backbone.parameters(), *head.parameters()], lr=args.lr, momentum=0.9)

for i in range(args.iters):
    img, targets = make_batch()
    loss_dict = head.losses(head(backbone(img)), targets)
    losses = sum(args.w[k] * v for k, v in loss_dict.items())
    opt.zero_grad()
    losses.backward()
    nn.utils.clip_grad_norm_(head.parameters(), 10.0)
    opt.step()
    print("iter", i, " ".join(f"{k}={v.item():.3f}" for k, v in loss_dict.items()))
