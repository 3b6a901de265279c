# -*- coding: utf-8 -*-
"""
图结构学习 + 两层GCN  节点分类
(课程大作业, 参考了 IDGL 的思路, 邻接矩阵是可学习的)
"""
import random

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F

SEED = 2023
random.seed(SEED)
np.random.seed(SEED)
torch.manual_seed(SEED)

节点数, 特征维, 类别数 = 30, 12, 3


def 造数据():
    y = torch.arange(节点数) % 类别数
    x = torch.randn(节点数, 特征维)
    x[:, :类别数] += 1.5 * F.one_hot(y, 类别数)
    train_mask = torch.zeros(节点数, dtype=torch.bool)
    train_mask[torch.randperm(节点数)[:18]] = True
    return x, y, train_mask


class 图学习器(nn.Module):
    """加权余弦相似度 -> 稀疏化 -> 行归一化"""

    def __init__(self, d, k=6):
        super().__init__()
        self.w = nn.Parameter(torch.ones(d))
        self.k = k

    def forward(self, x):
        h = F.normalize(x * self.w, dim=-1)
        s = h @ h.t()
        阈值 = s.topk(self.k, dim=-1).values[:, -1:]
        s = torch.where(s >= 阈值, s, torch.zeros_like(s))
        s = F.relu(s) + torch.eye(len(x))
        return s / s.sum(-1, keepdim=True)


class GCN(nn.Module):
    def __init__(self, d, h, c):
        super().__init__()
        self.lin1 = nn.Linear(d, h)
        self.lin2 = nn.Linear(h, c)

    def forward(self, x, adj):
        x = F.relu(adj @ self.lin1(x))
        return adj @ self.lin2(x)


x, y, mask = 造数据()
learner = 图学习器(特征维)
gcn = GCN(特征维, 16, 类别数)
optimizer = torch.optim.Adam(list(gcn.parameters()) + list(learner.parameters()), lr=0.01)

# 先根据特征构图
adj = learner(x)
print('平均度: %.2f' % (adj > 0).float().sum(1).mean().item())

for epoch in range(1, 11):
    gcn.train()
    optimizer.zero_grad()
    out = gcn(x, adj)
    ce = F.cross_entropy(out[mask], y[mask])
    # 平滑正则 tr(X^T L X)
    smooth = ((x[:, None] - x[None]).pow(2).sum(-1) * adj).mean()
    loss = ce + 0.01 * smooth
    loss.backward()
    optimizer.step()
    if epoch % 2 == 1:
        acc = (out[~mask].argmax(1) == y[~mask]).float().mean().item()
        print('Epoch %02d  ce=%.4f  smooth=%.4f  测试acc=%.3f' % (epoch, ce.item(), smooth.item(), acc))
