# -*- coding: utf-8 -*-
# MMoE 多任务推荐: 同时预测点击率(CTR)和转化率(CVR), 损失用同方差不确定性自动加权
import torch
import torch.nn as nn
import torch.nn.functional as F

torch.manual_seed(2023)

用户数, 商品数 = 50, 80
嵌入维度 = 8
专家数 = 3
任务 = ["ctr", "cvr"]


class 专家(nn.Module):
    def __init__(self, 输入, 输出):
        super().__init__()
        self.fc = nn.Sequential(nn.Linear(输入, 输出), nn.ReLU())

    def forward(self, x):
        return self.fc(x)


class MMoE(nn.Module):
    def __init__(self):
        super().__init__()
        self.user_emb = nn.Embedding(用户数, 嵌入维度)
        self.item_emb = nn.Embedding(商品数, 嵌入维度)
        d = 嵌入维度 * 2
        self.experts = nn.ModuleList([专家(d, 16) for _ in range(专家数)])
        self.gates = nn.ModuleDict({t: nn.Linear(d, 专家数) for t in 任务})
        self.towers = nn.ModuleDict({t: nn.Linear(16, 1) for t in 任务})

    def forward(self, u, i):
        x = torch.cat([self.user_emb(u), self.item_emb(i)], dim=-1)
        e = torch.stack([ex(x) for ex in self.experts], dim=1)      # [B, 专家数, 16]
        输出 = {}
        for t in 任务:
            w = F.softmax(self.gates[t](x), dim=-1).unsqueeze(-1)   # 门控
            输出[t] = self.towers[t]((w * e).sum(1)).squeeze(-1)
        return 输出


class 自动加权损失(nn.Module):
    """Kendall et al. 2018, 每个任务一个可学习的 log(sigma^2)"""

    def __init__(self, n):
        super().__init__()
        self.log_var = nn.Parameter(torch.zeros(n))

    def forward(self, 各任务损失):
        损失 = torch.stack(各任务损失)
        精度 = torch.exp(-self.log_var)
        return 精度 * 损失 + self.log_var


def 生成数据(n):
    u = torch.randint(0, 用户数, (n,))
    i = torch.randint(0, 商品数, (n,))
    点击 = ((u + i) % 3 == 0).float()
    转化 = 点击 * (torch.rand(n) > 0.5).float()
    return u, i, {"ctr": 点击, "cvr": 转化}


def 训练():
    模型 = MMoE()
    加权 = 自动加权损失(len(任务))
    优化器 = torch.optim.Adam([*模型.parameters(), *加权.parameters()], lr=1e-2)
    for 轮 in range(3):
        for 步 in range(4):
            u, i, y = 生成数据(32)
            预测 = 模型(u, i)
            单任务 = [F.binary_cross_entropy_with_logits(预测[t], y[t]) for t in 任务]
            总损失 = 加权(单任务)
            优化器.zero_grad()
            总损失.backward()
            优化器.step()
        print(f"第{轮 + 1}轮  " + "  ".join(f"{t}损失={l.item():.4f}" for t, l in zip(任务, 单任务)))


if __name__ == "__main__":
    print("开始训练...")
    训练()
    print("训练完成")
