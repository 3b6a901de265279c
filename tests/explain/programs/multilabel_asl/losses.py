# -*- coding: utf-8 -*-
import torch
import torch.nn as nn


class AsymmetricLoss(nn.Module):
    """多标签分类用的非对称损失，正负样本用不同的gamma"""

    def __init__(self, gamma_neg=4, gamma_pos=1, clip=0.05, eps=1e-8, cls_freq=None):
        super(AsymmetricLoss, self).__init__()
        self.gamma_neg = gamma_neg
        self.gamma_pos = gamma_pos
        self.clip = clip
        self.eps = eps
        if cls_freq is not None:
            w = 1.0 / torch.sqrt(cls_freq)
            # 类别权重，归一化到均值为1
            self.register_buffer('cls_w', w / w.mean())
        else:
            self.cls_w = None

    def forward(self, x, y):
        # 概率
        xs_pos = torch.sigmoid(x)
        xs_neg = 1 - xs_pos
        # 非对称截断
        if self.clip is not None and self.clip > 0:
            xs_neg = (xs_neg + self.clip).clamp(max=1)
        # 基本的交叉熵
        los_pos = y * torch.log(xs_pos.clamp(min=self.eps))
        los_neg = (1 - y) * torch.log(xs_neg.clamp(min=self.eps))
        loss = los_pos + los_neg
        # 聚焦
        if self.gamma_neg > 0 or self.gamma_pos > 0:
            pt = xs_pos * y + xs_neg * (1 - y)
            gamma = self.gamma_pos * y + self.gamma_neg * (1 - y)
            loss = loss * torch.pow(1 - pt, gamma)
        if self.cls_w is not None:
            # 新加的: 长尾类别加权
            return -(loss * self.cls_w)
        return -loss.sum()


class BCEWrap(nn.Module):
    def __init__(self, **kw):
        super().__init__()

    def forward(self, x, y):
        return nn.functional.binary_cross_entropy_with_logits(x, y)


LOSSES = {'asl': AsymmetricLoss, 'bce': BCEWrap}
