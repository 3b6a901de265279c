import torch
import torch.nn as nn


class LightGCN(nn.Module):
    def __init__(self, 用户数, 物品数, 交互, 维度=8, 层数=2):
        super().__init__()
        self.用户数, self.物品数, self.层数 = 用户数, 物品数, 层数
        self.emb = nn.Parameter(torch.randn(用户数 + 物品数, 维度) * 0.1)
        self.register_buffer("A", self._归一化邻接(交互))
        self._缓存 = None

    def _归一化邻接(self, 交互):
        n = self.用户数 + self.物品数
        A = torch.zeros(n, n)
        for u, i in 交互:
            A[u, self.用户数 + i] = A[self.用户数 + i, u] = 1.0
        d = A.sum(1).clamp(min=1).pow(-0.5)
        return d[:, None] * A * d[None, :]

    def _传播(self):
        x, 各层 = self.emb, [self.emb]
        for _ in range(self.层数):
            x = torch.tanh(self.A @ x)
            各层.append(x)
        return torch.stack(各层).mean(0)

    @property
    def 表示(self):
        # 传播一次比较慢, 算过就直接用
        if self._缓存 is None:
            self._缓存 = self._传播().split([self.用户数, self.物品数])
        return self._缓存

    def bpr(self, u, i, j):
        用户, 物品 = self.表示
        正分 = (用户[u] * 物品[i]).sum(-1)
        负分 = (用户[u] * 物品[j]).sum(-1)
        return -torch.log(torch.sigmoid(正分 - 负分) + 1e-10).mean()

    @torch.no_grad()
    def 推荐(self, u, k=3):
        用户, 物品 = self.表示
        return (用户[u] @ 物品.T).topk(k).indices.tolist()
