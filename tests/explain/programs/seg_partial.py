import functools
import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

SEED = 42
np.random.seed(SEED)
torch.manual_seed(SEED)
NUM_CLASSES = 3


def soft_dice(logits, target, smooth=1.0, reduction="mean"):
    """1 - dice, soft version. logits (N,C,H,W), target (N,H,W) int64."""
    probs = logits.softmax(dim=1)
    onehot = F.one_hot(target, num_classes=logits.shape[1]).movedim(-1, 1).to(probs)
    inter = (probs * onehot).sum(dim=(2, 3))
    union = probs.sum(dim=(2, 3)) + onehot.sum(dim=(2, 3))
    dice = (2 * inter + smooth) / (union + smooth)
    out = 1 - dice
    if reduction == "mean":
        return out.mean()
    if reduction == "sum":
        return out.sum()
    return out


LOSS_FNS = [
    ("ce", functools.partial(F.cross_entropy, label_smoothing=0.05)),
    ("dice", functools.partial(soft_dice, smooth=1e-3, reduction=None)),
]


class UNetish(nn.Module):
    def __init__(self, c=8):
        super().__init__()
        self.d1 = nn.Sequential(nn.Conv2d(1, c, 3, padding=1), nn.ReLU())
        self.d2 = nn.Sequential(nn.MaxPool2d(2), nn.Conv2d(c, 2 * c, 3, padding=1), nn.ReLU())
        self.up = nn.ConvTranspose2d(2 * c, c, 2, stride=2)
        self.out = nn.Conv2d(2 * c, NUM_CLASSES, 1)

    def forward(self, x):
        a = self.d1(x)
        b = self.up(self.d2(a))
        return self.out(torch.cat([a, b], dim=1))


def phantom(n, size=12):
    imgs = np.random.randn(n, 1, size, size).astype(np.float32) * 0.1
    masks = np.zeros((n, size, size), dtype=np.int64)
    for k in range(n):
        r, c = np.random.randint(2, size - 4, 2)
        masks[k, r:r + 3, c:c + 3] = 1 + k % 2
        imgs[k, 0] += masks[k]
    return torch.from_numpy(imgs), torch.from_numpy(masks)


net = UNetish()
optimizer = torch.optim.Adam(net.parameters(), 1e-3)
for epoch in range(4):
    img, msk = phantom(4)
    logits = net(img)
    values = [fn(logits, msk) for _, fn in LOSS_FNS]
    optimizer.zero_grad()
    (values[0] + 0.5 * values[1]).backward()
    optimizer.step()
    print("epoch", epoch, " ".join(f"{n}={v.detach().mean():.3f}" for (n, _), v in zip(LOSS_FNS, values)))
