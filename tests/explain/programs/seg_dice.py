"""
CS-482 final project: cell segmentation with a mini U-Net
Group 7
"""
import torch
import torch.nn as nn
import torch.nn.functional as F

NUM_CLASSES = 4
EPOCHS = 2
torch.manual_seed(7)


class DoubleConv(nn.Module):
    def __init__(self, cin, cout):
        super().__init__()
        self.op = nn.Sequential(nn.Conv2d(cin, cout, 3, padding=1), nn.ReLU(inplace=True),
                                nn.Conv2d(cout, cout, 3, padding=1), nn.ReLU(inplace=True))

    def forward(self, x):
        return self.op(x)


class MiniUNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.down = DoubleConv(1, 8)
        self.mid = DoubleConv(8, 16)
        self.up = nn.ConvTranspose2d(16, 8, 2, stride=2)
        self.last = DoubleConv(16, 8)
        self.head = nn.Conv2d(8, NUM_CLASSES, 1)

    def forward(self, x):
        d = self.down(x)
        m = self.mid(F.max_pool2d(d, 2))
        return self.head(self.last(torch.cat([d, self.up(m)], 1)))


class DiceCE(nn.Module):
    def __init__(self, smooth=1.0, dice_weight=0.5):
        super().__init__()
        self.smooth = smooth
        self.dice_weight = dice_weight
        self.parts = {}

    def forward(self, logits, target):
        ce = F.cross_entropy(logits, target)
        probs = logits.softmax(1)
        onehot = F.one_hot(target, NUM_CLASSES).permute(0, 3, 1, 2).float()
        inter = (probs * onehot).sum((0, 2, 3))
        union = probs.sum((0, 2, 3)) + onehot.sum((0, 2, 3))
        dice = (2 * inter + self.smooth) / (union + self.smooth)
        loss = ce + self.dice_weight * (1 - dice.mean())
        self.parts = {'ce': ce, 'dice': dice, 'total': loss}
        return loss


class History(dict):
    def log(self, parts):
        for name, value in parts.items():
            self.setdefault(name, []).append(value.item())

    def summary(self):
        return ' | '.join(f'{k} {sum(v) / len(v):.3f}' for k, v in self.items())


def get_batch(n=3, size=16):
    mask = torch.randint(0, NUM_CLASSES, (n, size, size))
    img = mask.unsqueeze(1).float() / NUM_CLASSES + 0.1 * torch.randn(n, 1, size, size)
    return img, mask


net = MiniUNet()
criterion = DiceCE()
optimizer = torch.optim.Adam(net.parameters(), lr=1e-3)

for epoch in range(EPOCHS):
    history = History()
    for _ in range(3):
        images, masks = get_batch()
        optimizer.zero_grad()
        loss = criterion(net(images), masks)
        loss.backward()
        optimizer.step()
        history.log(criterion.parts)
    print(f'Epoch {epoch + 1}/{EPOCHS}: {history.summary()}')
