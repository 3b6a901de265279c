# -*- coding: utf-8 -*-
# 三维视觉课程 作业4: 点云自编码器 (PointNet编码 + 全连接解码)
# 学号: 2021xxxxxx
import random
import numpy as np
import torch
import torch.nn as nn
from torch.utils.data import Dataset, DataLoader


def 固定随机种子(s=42):
    random.seed(s)
    np.random.seed(s)
    torch.manual_seed(s)


class 随机形状数据集(Dataset):
    """球面 / 立方体 两类, 每个样本 N 个点"""

    def __init__(self, 数量=24, 点数=32):
        self.数据 = []
        for k in range(数量):
            p = np.random.randn(点数, 3)
            if k % 2 == 0:
                p = p / np.linalg.norm(p, axis=1, keepdims=True)
            else:
                p = p / np.abs(p).max(axis=1, keepdims=True)
            self.数据.append(torch.tensor(p, dtype=torch.float32))

    def __len__(self):
        return len(self.数据)

    def __getitem__(self, i):
        return self.数据[i]


class 自编码器(nn.Module):
    def __init__(self, 点数=32, 隐维=8):
        super().__init__()
        self.点数 = 点数
        self.编码 = nn.Sequential(nn.Conv1d(3, 16, 1), nn.ReLU(), nn.Conv1d(16, 隐维, 1))
        self.解码 = nn.Sequential(nn.Linear(隐维, 32), nn.ReLU(), nn.Linear(32, 点数 * 3))

    def forward(self, x):
        f = self.编码(x.transpose(1, 2))
        z = f.max(dim=2)[0]          # 对称函数: 最大池化
        y = self.解码(z).view(-1, self.点数, 3)
        return y, z


def 倒角距离(a, b):
    # a: (B,N,3)  b: (B,M,3)
    d = torch.cdist(a, b) ** 2
    a到b = d.min(dim=2)[0]
    b到a = d.min(dim=1)[0]
    return a到b.mean(1) + b到a.mean(1)


def 排斥损失(y, h=0.05):
    # 避免点挤在一起
    d = torch.cdist(y, y) + torch.eye(y.size(1)) * 10
    近 = d.min(dim=2)[0]
    return torch.clamp(h - 近, min=0).mean()


if __name__ == '__main__':
    固定随机种子()
    loader = DataLoader(随机形状数据集(), batch_size=6, shuffle=True)
    net = 自编码器()
    opt = torch.optim.Adam(net.parameters(), lr=1e-3)
    print('参数量:', sum(p.numel() for p in net.parameters()))

    for epoch in range(3):
        累计 = 0
        for x in loader:
            y, z = net(x)
            cd = 倒角距离(y, x)
            rep = 排斥损失(y)
            稀疏 = z.abs().mean()
            loss = cd + 0.1 * rep + 1e-3 * 稀疏
            opt.zero_grad()
            loss.backward()
            opt.step()
            累计 += loss.item()
        print('第%d轮 平均损失 %.4f' % (epoch + 1, 累计 / len(loader)))
