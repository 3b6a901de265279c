import torch, random
import torch.nn as nn
import torch.nn.functional as F

# TGS salt - my LB metric is IoU so why not train on it directly
SEED = 1337
random.seed(SEED); torch.manual_seed(SEED)

THRESH = 0.5
EPOCHS_BCE = 0     # 0 = iou only from the start
EPOCHS = 2
TTA = False


def conv(i, o):
    return nn.Sequential(nn.Conv2d(i, o, 3, padding=1), nn.BatchNorm2d(o), nn.ReLU(inplace=True))


class UNetMini(nn.Module):
    def __init__(self, ch=8):
        super().__init__()
        self.d1 = conv(1, ch)
        self.d2 = conv(ch, ch * 2)
        self.u1 = conv(ch * 3, ch)
        self.last = nn.Conv2d(ch, 1, 1)

    def forward(self, x):
        a = self.d1(x)
        b = self.d2(F.max_pool2d(a, 2))
        b = F.interpolate(b, scale_factor=2, mode='nearest')
        return self.last(self.u1(torch.cat([a, b], 1)))


def iou(logits, y, eps=1e-6):
    p = (torch.sigmoid(logits) > THRESH).float()
    inter = (p * y).sum((1, 2, 3))
    union = (p + y - p * y).sum((1, 2, 3))
    return ((inter + eps) / (union + eps)).mean()


class IoULoss(nn.Module):
    def forward(self, logits, y):
        return 1 - iou(logits, y)


def loss_for(epoch):
    if epoch < EPOCHS_BCE:
        return nn.BCEWithLogitsLoss()
    return IoULoss()


x = torch.rand(16, 1, 16, 16)
y = (F.avg_pool2d(x, 5, 1, 2) > 0.5).float()

net = UNetMini()
opt = torch.optim.SGD(net.parameters(), lr=0.05, momentum=0.9)

for ep in range(EPOCHS):
    crit = loss_for(ep)
    print('epoch', ep, 'loss fn', crit.__class__.__name__)
    for k in range(0, 16, 4):
        out = net(x[k:k + 4])
        l = crit(out, y[k:k + 4])
        opt.zero_grad()
        l.backward()
        opt.step()
    net.eval()
    with torch.no_grad():
        print('   train iou %.4f' % iou(net(x), y))
    net.train()
