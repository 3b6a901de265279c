import torch
from torch.optim import SGD

from model import TinyYolo
from loss import YoloLoss

S, C = 4, 3


def fake_batch(n=4, g=None):
    """随机图片, 每张图两个目标"""
    img = torch.rand(n, 3, 32, 32, generator=g)
    tgt = torch.zeros(n, S, S, 5 + C)
    for b in range(n):
        cells = torch.randperm(S * S, generator=g)[:2]
        for c in cells.tolist():
            i, j = divmod(c, S)
            tgt[b, i, j, :4] = torch.rand(4, generator=g) * 0.8 + 0.1
            tgt[b, i, j, 4] = 1
            tgt[b, i, j, 5 + int(torch.randint(0, C, (1,), generator=g))] = 1
    return img, tgt


def main():
    torch.manual_seed(4)
    g = torch.Generator().manual_seed(4)
    net = TinyYolo(C)
    criterion = YoloLoss()
    optim = SGD(net.parameters(), lr=1e-3, momentum=0.9, weight_decay=5e-4)
    for step in range(5):
        img, tgt = fake_batch(4, g)
        out = net(img)
        loss, items = criterion(out, tgt)
        print('step', step, ' '.join('%s=%.3f' % kv for kv in items.items()))
        optim.zero_grad()
        loss.backward()
        optim.step()
    print('训练结束')


if __name__ == '__main__':
    main()
