# multi-task face net: age (regression), gender (2-class), landmarks (5 points, nan = not annotated)
import torch
from torch import nn
from torch.nn import functional as F


def masked_l1(pred, target):
    known = ~torch.isnan(target)
    if not known.any():
        return pred[known]
    return (pred[known] - target[known]).abs().mean()


class FaceNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.trunk = nn.Sequential(nn.Flatten(), nn.Linear(64, 24), nn.ReLU())
        self.heads = nn.ModuleList([nn.Linear(24, 1), nn.Linear(24, 2), nn.Linear(24, 10)])

    def forward(self, x):
        h = self.trunk(x)
        return [head(h) for head in self.heads]


CRITERIA = (
    lambda p, t: F.mse_loss(p.squeeze(1), t),
    F.cross_entropy,
    masked_l1,
)
WEIGHTS = (0.1, 1.0, 2.0)


def batches(n=5, bs=6):
    for b in range(n):
        age = torch.rand(bs)
        gender = torch.randint(0, 2, (bs,))
        lms = torch.rand(bs, 10)
        lms[torch.rand(bs) < 0.5] = float("nan")
        if b == 2:                # the wild set has no landmarks at all
            lms[:] = float("nan")
        yield torch.randn(bs, 1, 8, 8), (age, gender, lms)


def train_epoch(net, opt):
    net.train()
    for i, (x, targets) in enumerate(batches()):
        loss = 0
        for crit, w, out, t in zip(CRITERIA, WEIGHTS, net(x), targets):
            loss = loss + w * crit(out, t)
        opt.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(net.parameters(), 5.0)
        opt.step()
        print(f"  batch {i}: {loss.item():.4f}")


torch.manual_seed(2)
net = FaceNet()
opt = torch.optim.SGD(net.parameters(), lr=1e-2, momentum=0.9)
for epoch in range(2):
    print("epoch", epoch)
    train_epoch(net, opt)
