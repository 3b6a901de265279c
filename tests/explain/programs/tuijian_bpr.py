# -*- coding: utf-8 -*-
# 推荐系统课程作业三：BPR矩阵分解
import random
import torch
import torch.nn as nn
import torch.nn.functional as F

random.seed(2023)
torch.manual_seed(2023)

用户数, 物品数, 维度 = 20, 50, 8
正则系数 = 1e-3
批大小 = 16


class 矩阵分解(nn.Module):
    def __init__(self, n_user, n_item, k):
        super().__init__()
        self.P = nn.Embedding(n_user, k)   # 用户隐向量
        self.Q = nn.Embedding(n_item, k)   # 物品隐向量
        nn.init.normal_(self.P.weight, std=0.1)
        nn.init.normal_(self.Q.weight, std=0.1)

    def 打分(self, u, i):
        return (self.P(u) * self.Q(i)).sum(-1)

    def forward(self, u, i, j):
        正样本得分 = self.打分(u, i)
        负样本得分 = self.打分(u, j)
        排序损失 = -F.logsigmoid(正样本得分 - 负样本得分).mean()
        # L2正则，只对本批次用到的向量
        正则项 = (
            self.P(u).pow(2).sum(1)
            + self.Q(i).pow(2).sum(1)
            + self.Q(j).pow(2).sum(1)
        ) / 2
        return 排序损失, 正则项


def 采样(交互):
    """每个(u, i)随机采一个负样本 j"""
    u, i, j = [], [], []
    for 用户, 物品 in random.sample(交互, 批大小):
        负 = random.randrange(物品数)
        while (用户, 负) in 交互集合:
            负 = random.randrange(物品数)
        u.append(用户); i.append(物品); j.append(负)
    return torch.tensor(u), torch.tensor(i), torch.tensor(j)


交互 = [(u, random.randrange(物品数)) for u in range(用户数) for _ in range(5)]
交互集合 = set(交互)

模型 = 矩阵分解(用户数, 物品数, 维度)
优化器 = torch.optim.Adam(模型.parameters(), lr=0.01)

for 轮 in range(3):
    累计 = 0.0
    for 步 in range(4):
        排序, 正则 = 模型(*采样(交互))
        总损失 = 排序 + 正则系数 * 正则
        优化器.zero_grad()
        总损失.backward()
        优化器.step()
        累计 += 总损失.item()
    print(f"第{轮 + 1}轮  平均损失 {累计 / 4:.4f}")
