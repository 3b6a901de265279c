import random

import torch

from lightgcn import LightGCN

超参 = dict(lr=1e-2, reg=1e-4, epochs=2, batch=16, 维度=8, 层数=2)


def 造交互(用户数, 物品数, n=60):
    return sorted({(random.randrange(用户数), random.randrange(物品数)) for _ in range(n)})


class 采样器:
    def __init__(self, 交互, 物品数):
        self.交互, self.物品数 = 交互, 物品数
        self.已有 = set(交互)

    def __iter__(self):
        random.shuffle(self.交互)
        for 起 in range(0, len(self.交互), 超参["batch"]):
            块 = self.交互[起:起 + 超参["batch"]]
            负 = []
            for u, _ in 块:
                j = random.randrange(self.物品数)
                while (u, j) in self.已有:
                    j = random.randrange(self.物品数)
                负.append(j)
            u, i = zip(*块)
            yield torch.tensor(u), torch.tensor(i), torch.tensor(负)


def 训练():
    random.seed(0)
    torch.manual_seed(0)
    交互 = 造交互(12, 20)
    model = LightGCN(12, 20, 交互, 超参["维度"], 超参["层数"])
    优化器 = torch.optim.Adam(model.parameters(), lr=超参["lr"])
    数据 = 采样器(交互, 20)
    for epoch in range(超参["epochs"]):
        累计 = 0.0
        for b, (u, i, j) in enumerate(数据):
            bpr损失 = model.bpr(u, i, j)
            正则 = 超参["reg"] * model.emb.pow(2).sum()
            优化器.zero_grad()
            (bpr损失 + 正则).backward()
            优化器.step()
            累计 += bpr损失.item()
            print(f"epoch {epoch} batch {b} bpr {bpr损失.item():.4f}")
        print(f"==> epoch {epoch} 平均 {累计 / (b + 1):.4f}, 用户0推荐: {model.推荐(0)}")


if __name__ == "__main__":
    训练()
