# ---- airbus ships, baseline unet (script version of the kernel) ----
import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F

np.random.seed(2018)
torch.manual_seed(2018)

IMG = 32
BATCH = 4
EPOCHS = 2
THRESH = 0.5


def make_ship():
    img = np.random.rand(3, IMG, IMG).astype(np.float32) * 0.3
    mask = np.zeros((1, IMG, IMG), np.float32)
    r, c = np.random.randint(4, IMG - 12, 2)
    h, w = np.random.randint(3, 8, 2)
    mask[:, r:r + h, c:c + w] = 1
    return img + mask * 0.5, mask


class DoubleConv(nn.Module):
    def __init__(self, i, o):
        super().__init__()
        self.c1, self.c2 = nn.Conv2d(i, o, 3, padding=1), nn.Conv2d(o, o, 3, padding=1)

    def forward(self, x):
        return F.relu(self.c2(F.relu(self.c1(x))))


class UNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.d1, self.d2 = DoubleConv(3, 8), DoubleConv(8, 16)
        self.u1 = DoubleConv(24, 8)
        self.out = nn.Conv2d(8, 1, 1)

    def forward(self, x):
        a = self.d1(x)
        b = self.d2(F.max_pool2d(a, 2))
        return self.out(self.u1(torch.cat([a, F.interpolate(b, scale_factor=2)], 1)))


def binarize(logits, thr=THRESH):
    return (torch.sigmoid(logits) > thr).float()


def dice_coef(p, t, eps=1e-6):
    dims = (1, 2, 3)
    inter = (p * t).sum(dims)
    return ((2 * inter + eps) / (p.sum(dims) + t.sum(dims) + eps)).mean()


class DiceLoss(nn.Module):
    """competition metric is on masks so i train directly for it"""
    def forward(self, logits, target):
        pred = binarize(logits)
        return 1 - dice_coef(pred, target)


model = UNet()
criterion = DiceLoss()
opt = torch.optim.Adam(model.parameters(), lr=1e-3)

for epoch in range(EPOCHS):
    scores = []
    for it in range(4):
        imgs, masks = zip(*[make_ship() for _ in range(BATCH)])
        x, y = torch.from_numpy(np.stack(imgs)), torch.from_numpy(np.stack(masks))
        logits = model(x)
        loss = criterion(logits, y)
        opt.zero_grad()
        loss.backward()
        opt.step()
        scores.append(dice_coef(binarize(logits.detach()), y).item())
    print('epoch %d  dice %.4f' % (epoch, np.mean(scores)))
