# -*- coding: utf-8 -*-
"""对比学习小实验 (SimCLR)"""
import torch
import torch.nn as nn
import torch.nn.functional as F

torch.manual_seed(2024)

批大小 = 8
温度 = 0.2


class 编码器(nn.Module):
    def __init__(self, 输入维, 隐藏维=32, 投影维=16):
        super().__init__()
        self.主干 = nn.Sequential(nn.Linear(输入维, 隐藏维), nn.ReLU())
        self.投影头 = nn.Sequential(nn.Linear(隐藏维, 隐藏维), nn.ReLU(),
                                   nn.Linear(隐藏维, 投影维))

    def forward(self, x):
        return self.投影头(self.主干(x))


def 增强(x):
    """随机噪声加随机遮挡"""
    噪声 = torch.randn_like(x) * 0.1
    遮挡 = (torch.rand_like(x) > 0.1).float()
    return (x + 噪声) * 遮挡


class NTXent(nn.Module):
    def __init__(self, t):
        super().__init__()
        self.t = t

    def forward(self, z1, z2):
        n = z1.size(0)
        z = F.normalize(torch.cat([z1, z2], dim=0), dim=1)
        sim = z @ z.t() / self.t
        # 去掉自己和自己
        sim = sim.masked_fill(torch.eye(2 * n, dtype=torch.bool), float('-inf'))
        正样本 = torch.cat([torch.arange(n, 2 * n), torch.arange(n)])
        分子 = sim[torch.arange(2 * n), 正样本]
        分母 = torch.logsumexp(sim, dim=1)
        return 分母 - 分子


模型 = 编码器(20)
损失函数 = NTXent(温度)
优化器 = torch.optim.SGD(模型.parameters(), lr=0.05, momentum=0.9)
数据 = torch.randn(48, 20)

for 轮 in range(2):
    打乱 = torch.randperm(len(数据))
    累计 = 0.0
    for i in range(0, len(数据), 批大小):
        x = 数据[打乱[i:i + 批大小]]
        # 两个视图
        z1, z2 = 模型(增强(x)), 模型(增强(x))
        损失 = 损失函数(z1, z2)
        优化器.zero_grad()
        损失.backward()
        优化器.step()
        累计 += 损失.item()
    print(f'第{轮}轮 平均损失: {累计 / (len(数据) // 批大小):.4f}')
