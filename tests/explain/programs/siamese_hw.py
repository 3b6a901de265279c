# -*- coding: utf-8 -*-
# 深度学习课程作业四：孪生网络 + 对比损失
import torch
import torch.nn as nn
import torch.nn.functional as F

torch.manual_seed(2024)

边界 = 1.0
批大小 = 8


class 编码器(nn.Module):
    def __init__(self, 输入维=10, 嵌入维=4):
        super().__init__()
        self.主干 = nn.Sequential(nn.Linear(输入维, 16), nn.ReLU(), nn.Linear(16, 嵌入维))

    def forward(self, x):
        return F.normalize(self.主干(x), dim=-1)


def 单对损失(z1, z2, 同类):
    """同类则拉近，异类则推远"""
    d = torch.norm(z1 - z2)
    if 同类:
        return d ** 2
    return torch.clamp(边界 - d, min=0) ** 2


def 批损失(模型, 批):
    损失列表 = []
    for x1, x2, 同类 in 批:
        损失列表.append(单对损失(模型(x1), 模型(x2), 同类))
    return torch.tensor(损失列表).mean()


def 造数据(n):
    中心 = torch.randn(3, 10)
    批 = []
    for _ in range(n):
        i, j = torch.randint(0, 3, (2,)).tolist()
        批.append((中心[i] + 0.1 * torch.randn(10), 中心[j] + 0.1 * torch.randn(10), i == j))
    return 批


模型 = 编码器()
优化器 = torch.optim.Adam(模型.parameters(), lr=0.01)

for 轮 in range(5):
    loss = 批损失(模型, 造数据(批大小))
    优化器.zero_grad()
    loss.backward()
    优化器.step()
    print(f"第{轮 + 1}轮  损失 = {loss.item():.4f}")
