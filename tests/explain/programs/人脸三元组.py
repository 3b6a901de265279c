# 人脸识别练习：三元组损失 + 分类损失，数据随机生成
import torch
import torch.nn as nn
import torch.nn.functional as F

torch.manual_seed(42)

类别数 = 6
批大小 = 8
特征维 = 10


class 特征网络(nn.Module):
    def __init__(self, 输入维=24):
        super().__init__()
        self.主干 = nn.Sequential(nn.Linear(输入维, 32), nn.ReLU(), nn.Linear(32, 特征维))
        self.分类头 = nn.Linear(特征维, 类别数)

    def forward(self, x):
        特征 = self.主干(x)
        return F.normalize(特征, dim=1), self.分类头(特征)


class 三元组损失(nn.Module):
    """间隔 margin，欧氏距离"""

    def __init__(self, 间隔=0.3):
        super().__init__()
        self.间隔 = 间隔

    def forward(self, 锚点, 正例, 负例, 求平均=False):
        正距离 = F.pairwise_distance(锚点, 正例)
        负距离 = F.pairwise_distance(锚点, 负例)
        损失 = F.relu(正距离 - 负距离 + self.间隔)
        if 求平均:
            return 损失.mean()
        return 损失


def 取一批():
    标签 = torch.randint(0, 类别数, (批大小,))
    中心 = torch.arange(类别数).float().unsqueeze(1).repeat(1, 24) / 3
    锚 = 中心[标签] + 0.1 * torch.randn(批大小, 24)
    正 = 中心[标签] + 0.1 * torch.randn(批大小, 24)
    负 = 中心[(标签 + 1) % 类别数] + 0.1 * torch.randn(批大小, 24)
    return 锚, 正, 负, 标签


模型 = 特征网络()
度量损失 = 三元组损失(间隔=0.5)
交叉熵 = nn.CrossEntropyLoss()
优化器 = torch.optim.SGD(模型.parameters(), lr=0.1)

for 轮 in range(3):
    锚, 正, 负, 标签 = 取一批()
    锚特征, 输出 = 模型(锚)
    正特征, _ = 模型(正)
    负特征, _ = 模型(负)

    损失1 = 交叉熵(输出, 标签)
    损失2 = 度量损失(锚特征, 正特征, 负特征)
    总损失 = 损失1 + 0.5 * 损失2

    print('第%d轮 分类损失 %.4f 三元组均值 %.4f' % (轮, 损失1.item(), 损失2.mean().item()))
    优化器.zero_grad()
    总损失.backward()
    优化器.step()

print('训练结束')
