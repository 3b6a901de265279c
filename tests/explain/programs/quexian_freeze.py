# 工业表面缺陷检测：迁移学习微调（6类缺陷）
# 预训练权重太大，这里用随机初始化代替
import torch
import torch.nn as nn
from torch.utils.data import DataLoader, TensorDataset

torch.manual_seed(66)

参数 = {
    "类别": ["划痕", "夹杂", "斑块", "麻点", "压入氧化皮", "裂纹"],
    "轮数": 2,
    "批大小": 8,
    "学习率": 1e-3,
    "冻结": True,
}


class 小残差块(nn.Module):
    def __init__(self, 进, 出, 步长=1):
        super().__init__()
        self.卷积 = nn.Sequential(
            nn.Conv2d(进, 出, 3, 步长, 1, bias=False), nn.BatchNorm2d(出), nn.ReLU(),
            nn.Conv2d(出, 出, 3, 1, 1, bias=False), nn.BatchNorm2d(出),
        )
        self.捷径 = nn.Conv2d(进, 出, 1, 步长)

    def forward(self, x):
        return torch.relu(self.卷积(x) + self.捷径(x))


class 主干网络(nn.Module):
    def __init__(self, num_classes=1000):
        super().__init__()
        self.layer1 = 小残差块(1, 8, 2)
        self.layer2 = 小残差块(8, 16, 2)
        self.pool = nn.AdaptiveAvgPool2d(1)
        self.fc = nn.Linear(16, num_classes)

    def forward(self, x):
        x = self.layer2(self.layer1(x))
        return self.fc(self.pool(x).flatten(1))


def 冻结主干(模型):
    """主干不训练，只训练分类头"""
    for p in 模型.parameters():
        p.requires_grad = False


def 构建模型(类别数, 冻结):
    模型 = 主干网络()
    模型.fc = nn.Linear(模型.fc.in_features, 类别数)   # 换成自己的分类头
    if 冻结:
        冻结主干(模型)
    return 模型


def 训练(模型, 加载器):
    准则 = nn.CrossEntropyLoss()
    优化器 = torch.optim.Adam(模型.fc.parameters(), lr=参数["学习率"])
    for 轮 in range(参数["轮数"]):
        正确, 总数 = 0, 0
        for 图, 标签 in 加载器:
            输出 = 模型(图)
            损失 = 准则(输出, 标签)
            优化器.zero_grad()
            损失.backward()
            优化器.step()
            正确 += (输出.argmax(1) == 标签).sum().item()
            总数 += len(标签)
        print(f"轮次 {轮}：准确率 {正确 / 总数:.3f}")


if __name__ == "__main__":
    n = len(参数["类别"])
    数据 = TensorDataset(torch.randn(24, 1, 32, 32), torch.randint(0, n, (24,)))
    模型 = 构建模型(n, 参数["冻结"])
    print("参数量:", sum(p.numel() for p in 模型.parameters()))
    训练(模型, DataLoader(数据, 参数["批大小"], shuffle=True))
