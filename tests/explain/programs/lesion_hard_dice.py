import torch
import torch.nn as nn


class SegNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.net = nn.Sequential(
            nn.Conv2d(1, 6, 3, padding=1),
            nn.ReLU(inplace=True),
            nn.Conv2d(6, 1, 3, padding=1),
        )

    def forward(self, x):
        return self.net(x)


class Metrics:
    """Everything that compares a prediction with a mask."""

    def __init__(self, thr=0.5, eps=1e-6):
        self.thr = thr
        self.eps = eps

    def binarize(self, logits):
        prob = torch.sigmoid(logits)
        return (prob > self.thr).float()

    def dice(self, logits, mask):
        pred = self.binarize(logits)
        inter = (pred * mask).sum((1, 2, 3))
        denom = pred.sum((1, 2, 3)) + mask.sum((1, 2, 3))
        return ((2 * inter + self.eps) / (denom + self.eps)).mean()

    def iou(self, logits, mask):
        pred = self.binarize(logits)
        inter = (pred * mask).sum()
        return (inter + self.eps) / (pred.sum() + mask.sum() - inter + self.eps)


def make_batch(n=4, s=10):
    mask = torch.zeros(n, 1, s, s)
    for i in range(n):
        a, b = torch.randint(1, 5, (2,)).tolist()
        mask[i, 0, a:a + 4, b:b + 4] = 1
    return mask + 0.3 * torch.randn_like(mask), mask


def train(epochs=3):
    torch.manual_seed(0)
    net, metrics = SegNet(), Metrics()
    optimizer = torch.optim.Adam(net.parameters(), lr=1e-2)
    for epoch in range(epochs):
        img, mask = make_batch()
        logits = net(img)
        dice_loss = 1 - metrics.dice(logits, mask)
        optimizer.zero_grad()
        dice_loss.backward()
        optimizer.step()
        print("epoch %d dice loss %.4f iou %.4f" % (epoch, dice_loss.item(), metrics.iou(logits, mask)))


if __name__ == "__main__":
    train()
