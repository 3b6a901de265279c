# 图结构：自适应邻接矩阵（参考 Graph WaveNet 的做法）
import torch
import torch.nn as nn
import torch.nn.functional as F


class 自适应图(nn.Module):
    def __init__(self, 节点数, 嵌入维=6):
        super().__init__()
        self.E1 = nn.Parameter(torch.randn(节点数, 嵌入维))
        self.E2 = nn.Parameter(torch.randn(嵌入维, 节点数))
        self.A = F.softmax(F.relu(self.E1 @ self.E2), dim=1)

    def forward(self, x, 阶=2):
        """x: [批, 节点, 特征]，返回 0..阶 的扩散结果拼接"""
        结果 = [x]
        for _ in range(阶):
            结果.append(torch.einsum("nm,bmf->bnf", self.A, 结果[-1]))
        return torch.cat(结果, dim=-1)
