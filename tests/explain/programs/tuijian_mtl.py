# -*- coding: utf-8 -*-
"""推荐排序多任务: 点击率 / 转化率 / 时长, 用同方差不确定性自动加权"""
import argparse
import torch
import torch.nn as nn
import torch.nn.functional as F


class 共享底层(nn.Module):
    def __init__(self, 特征数, 词表=50, 维度=8):
        super().__init__()
        self.嵌入 = nn.ModuleList([nn.Embedding(词表, 维度) for _ in range(特征数)])
        self.塔 = nn.Sequential(nn.Linear(特征数 * 维度, 32), nn.ReLU(), nn.Linear(32, 16), nn.ReLU())

    def forward(self, ids):
        拼接 = torch.cat([e(ids[:, j]) for j, e in enumerate(self.嵌入)], dim=-1)
        return self.塔(拼接)


class 排序模型(nn.Module):
    任务 = ("ctr", "cvr", "dur")

    def __init__(self, 特征数):
        super().__init__()
        self.底层 = 共享底层(特征数)
        self.头 = nn.ModuleDict({t: nn.Linear(16, 1) for t in self.任务})

    def forward(self, ids):
        h = self.底层(ids)
        return {t: self.头[t](h).squeeze(-1) for t in self.任务}


class 自动加权(nn.Module):
    """每个任务学一个 s = log(sigma^2),  L = sum_i exp(-s_i) * L_i + s_i"""

    def __init__(self, 任务数):
        super().__init__()
        self.s = nn.Parameter(torch.zeros(任务数))
        self.滑动 = [0.0] * 任务数

    def forward(self, 损失表):
        合计 = 0.0
        for i, (名, 值) in enumerate(损失表.items()):
            s = self.s
            合计 = 合计 + torch.exp(-s) * 值 + s
            self.滑动[i] = 0.9 * self.滑动[i] + 0.1 * 值.item()
        return 合计


def 造数据(n, 特征数):
    ids = torch.randint(0, 50, (n, 特征数))
    点击 = (torch.rand(n) < 0.3).float()
    转化 = 点击 * (torch.rand(n) < 0.2).float()
    时长 = 点击 * torch.rand(n) * 3
    return ids, {"ctr": 点击, "cvr": 转化, "dur": 时长}


def 训练(参数):
    模型 = 排序模型(参数.fields)
    加权 = 自动加权(len(模型.任务))
    优化器 = torch.optim.Adam(list(模型.parameters()) + list(加权.parameters()), lr=参数.lr)
    for 步 in range(参数.steps):
        ids, 标签 = 造数据(参数.bs, 参数.fields)
        出 = 模型(ids)
        损失表 = {
            "ctr": F.binary_cross_entropy_with_logits(出["ctr"], 标签["ctr"]),
            "cvr": F.binary_cross_entropy_with_logits(出["cvr"], 标签["cvr"]),
            "dur": F.mse_loss(出["dur"], 标签["dur"]),
        }
        总损失 = 加权(损失表)
        优化器.zero_grad()
        总损失.backward()
        优化器.step()
        print(f"第{步}步", "总损失 %.4f" % 总损失.item(), [round(v, 3) for v in 加权.滑动])


if __name__ == "__main__":
    p = argparse.ArgumentParser()
    p.add_argument("--fields", type=int, default=6)
    p.add_argument("--bs", type=int, default=64)
    p.add_argument("--steps", type=int, default=5)
    p.add_argument("--lr", type=float, default=1e-3)
    torch.manual_seed(2023)
    训练(p.parse_args())
