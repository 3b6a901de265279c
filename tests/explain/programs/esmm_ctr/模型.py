import torch
import torch.nn as nn


class 塔(nn.Module):
    def __init__(self, 输入维度, 隐层=(16, 8)):
        super().__init__()
        层, 上一维 = [], 输入维度
        for h in 隐层:
            层 += [nn.Linear(上一维, h), nn.ReLU()]
            上一维 = h
        层.append(nn.Linear(上一维, 1))
        self.网络 = nn.Sequential(*层)

    def forward(self, x):
        return self.网络(x).squeeze(-1)


class 多任务模型(nn.Module):
    """共享 embedding, 两个塔: 点击(ctr) / 观看时长(dur)"""

    def __init__(self, 词表大小=50, 特征数=5, 维度=4):
        super().__init__()
        self.embedding = nn.Embedding(词表大小, 维度)
        self.点击塔 = 塔(特征数 * 维度)
        self.时长塔 = 塔(特征数 * 维度)

    def forward(self, 特征id):
        e = self.embedding(特征id).flatten(1)
        return {"ctr": self.点击塔(e), "dur": self.时长塔(e)}
