# -*- coding: utf-8 -*-
# 用自编码器做轴承振动信号的异常检测（玩具数据）
import torch
import torch.nn as nn

torch.manual_seed(2023)

批大小 = 10
特征数 = 32
学习率 = 1e-3


def 平均(x):
    """求平均值"""
    总和 = 0
    for 项 in x:
        总和 = 总和 + 项
    return 总和 / len(x)


class 自编码器(nn.Module):
    def __init__(self, 维度, 隐层=4):
        super().__init__()
        self.编码 = nn.Sequential(nn.Linear(维度, 16), nn.Tanh(), nn.Linear(16, 隐层))
        self.解码 = nn.Sequential(nn.Linear(隐层, 16), nn.Tanh(), nn.Linear(16, 维度))

    def forward(self, x):
        z = self.编码(x)
        return self.解码(z), z


def 生成数据(n):
    t = torch.linspace(0, 6.28, 特征数)
    相位 = torch.rand(n, 1) * 6.28
    return torch.sin(t + 相位) + 0.05 * torch.randn(n, 特征数)


model = 自编码器(特征数)
optimizer = torch.optim.Adam(model.parameters(), lr=学习率)
train_x = 生成数据(40)

for epoch in range(3):
    # 打乱
    idx = torch.randperm(len(train_x))
    记录 = []
    for i in range(0, len(train_x), 批大小):
        x = train_x[idx[i:i + 批大小]]
        x_hat, z = model(x)
        稀疏 = 平均(z.abs().sum(dim=1))          # 稀疏惩罚
        重构 = 平均((x_hat - x) ** 2)            # 重构误差
        损失 = 重构 + 0.01 * 稀疏
        optimizer.zero_grad()
        损失.backward()
        optimizer.step()
        记录.append(损失.item())
    print('第%d轮  损失: %.5f' % (epoch + 1, 平均(记录)))

# 阈值
with torch.no_grad():
    分数 = ((model(train_x)[0] - train_x) ** 2).mean(1)
print('阈值:', round(float(分数.mean() + 3 * 分数.std()), 4))
