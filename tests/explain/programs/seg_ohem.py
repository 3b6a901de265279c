import torch, torch.nn as nn, torch.nn.functional as F
from contextlib import contextmanager

# semantic segmentation with online hard example mining after a short warm-up
class Opt: pass
opt = Opt()
opt.num_classes = 4
opt.ignore_index = 255
opt.warmup_epochs = 2
opt.epochs = 4
opt.iters = 3
opt.keep_ratio = 0.25
opt.aux_weight = 0.4


@contextmanager
def section(name):
    print('---', name)
    yield
    print('--- done', name)


class ConvBNReLU(nn.Sequential):
    def __init__(self, i, o, k=3, s=1):
        super().__init__(nn.Conv2d(i, o, k, s, k // 2, bias=False), nn.BatchNorm2d(o), nn.ReLU(inplace=True))


class BiSegLite(nn.Module):
    def __init__(self, nc):
        super().__init__()
        self.stem = ConvBNReLU(3, 8, s=2)
        self.ctx = nn.Sequential(ConvBNReLU(8, 8, s=2), ConvBNReLU(8, 8))
        self.head = nn.Conv2d(16, nc, 1)
        self.aux = nn.Conv2d(8, nc, 1)

    def forward(self, x):
        size = x.shape[-2:]
        a = self.stem(x)
        b = self.ctx(a)
        up = F.interpolate(b, size=a.shape[-2:], mode='bilinear', align_corners=False)
        out = self.head(torch.cat([a, up], 1))
        aux = self.aux(b)
        return [F.interpolate(o, size=size, mode='bilinear', align_corners=False) for o in (out, aux)]


class OhemCELoss(nn.Module):
    def __init__(self, keep_ratio, ignore):
        super().__init__()
        self.keep_ratio = keep_ratio
        self.ignore = ignore
        self.epoch = 0

    def forward(self, logits, labels):
        pix = F.cross_entropy(logits, labels, ignore_index=self.ignore, reduction='none').view(-1)
        if self.epoch < opt.warmup_epochs:
            return pix[labels.view(-1) != self.ignore].mean()
        n_keep = int(self.keep_ratio * pix.numel())
        hard, _ = pix.topk(n_keep)
        return hard


torch.manual_seed(21)
model = BiSegLite(opt.num_classes)
ohem = OhemCELoss(opt.keep_ratio, opt.ignore_index)
ce_aux = nn.CrossEntropyLoss(ignore_index=opt.ignore_index)
optimizer = torch.optim.SGD(model.parameters(), lr=0.05, momentum=0.9, weight_decay=5e-4)

for epoch in range(opt.epochs):
    ohem.epoch = epoch
    with section('epoch %d%s' % (epoch, '' if epoch < opt.warmup_epochs else ' (ohem)')):
        tot = 0
        for it in range(opt.iters):
            im = torch.randn(2, 3, 16, 16)
            lb = torch.randint(0, opt.num_classes, (2, 16, 16))
            lb[:, :2] = opt.ignore_index
            out, aux = model(im)
            loss_main = ohem(out, lb)
            loss_aux = ce_aux(aux, lb)
            loss = loss_main + opt.aux_weight * loss_aux
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            tot += loss.item()
        print('avg loss: %.4f' % (tot / opt.iters))
