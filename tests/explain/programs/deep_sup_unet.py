# -*- coding: utf-8 -*-
# 眼底血管分割，带深监督的小UNet
import torch
import torch.nn as nn
import torch.nn.functional as F

torch.manual_seed(3407)


def conv_block(i, o):
    return nn.Sequential(nn.Conv2d(i, o, 3, padding=1), nn.BatchNorm2d(o), nn.ReLU(inplace=True))


class UNetDS(nn.Module):
    def __init__(self, c=8):
        super().__init__()
        self.e1 = conv_block(3, c)
        self.e2 = conv_block(c, c * 2)
        self.e3 = conv_block(c * 2, c * 4)
        self.d2 = conv_block(c * 6, c * 2)
        self.d1 = conv_block(c * 3, c)
        self.out = nn.Conv2d(c, 1, 1)
        # 深监督分支
        self.ds2 = nn.Conv2d(c * 2, 1, 1)
        self.ds3 = nn.Conv2d(c * 4, 1, 1)

    def forward(self, x):
        s = x.shape[2:]
        x1 = self.e1(x)
        x2 = self.e2(F.max_pool2d(x1, 2))
        x3 = self.e3(F.max_pool2d(x2, 2))
        y2 = self.d2(torch.cat([F.interpolate(x3, scale_factor=2), x2], 1))
        y1 = self.d1(torch.cat([F.interpolate(y2, scale_factor=2), x1], 1))
        # 全部上采样到原图大小
        return self.out(y1), [F.interpolate(self.ds2(y2), size=s), F.interpolate(self.ds3(x3), size=s)]


def dice_loss(logit, gt, smooth=1.):
    p = torch.sigmoid(logit).flatten(1)
    g = gt.flatten(1)
    inter = (p * g).sum(1)
    return (1 - (2 * inter + smooth) / (p.sum(1) + g.sum(1) + smooth)).mean()


def seg_loss(logit, gt):
    return F.binary_cross_entropy_with_logits(logit, gt) + dice_loss(logit, gt)


# 随机数据
img = torch.rand(8, 3, 16, 16)
gt = (torch.rand(8, 1, 16, 16) > 0.7).float()

net = UNetDS()
opt = torch.optim.SGD(net.parameters(), lr=0.05, momentum=0.9, weight_decay=1e-4)
ds_w = 0.4  # 深监督权重

for epoch in range(1, 4):
    net.train()
    for k in range(0, 8, 4):
        x, y = img[k:k + 4], gt[k:k + 4]
        pred, aux = net(x)
        loss_main = seg_loss(pred, y)
        loss_aux = torch.stack([seg_loss(a, y) for a in aux])
        # 总损失 = 主损失 + 0.4 * 辅助损失
        loss = loss_main + ds_w * loss_aux
        opt.zero_grad()
        loss.backward()
        opt.step()
    print(f'epoch {epoch}: 主损失 {loss_main.item():.4f}, 总损失 {loss.item():.4f}')
    # 学习率衰减
    for g in opt.param_groups:
        g['lr'] *= 0.9
