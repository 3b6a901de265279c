"""
胸片多标签分类 (14 -> 5 类的小版本)，非对称损失 + 类别权重
"""
import torch
import torch.nn as nn

类别 = ["肺不张", "心影增大", "积液", "浸润", "结节"]


class 非对称损失(nn.Module):
    def __init__(self, 类别权重, gamma_pos=0.0, gamma_neg=4.0, clip=0.05):
        super().__init__()
        self.register_buffer("w", 类别权重)
        self.gp, self.gn, self.clip = gamma_pos, gamma_neg, clip

    def forward(self, logits, y):
        p = torch.sigmoid(logits)
        q = (1 - p + self.clip).clamp(max=1)
        正 = y * torch.log(p.clamp(min=1e-8)) * (1 - p) ** self.gp
        负 = (1 - y) * torch.log(q.clamp(min=1e-8)) * (1 - q) ** self.gn
        每类损失 = -(正 + 负).mean(dim=0)
        return self.w * 每类损失


def 造数据(n, 维度=12):
    x = torch.randn(n, 维度)
    y = (x[:, :len(类别)] + 0.5 * torch.randn(n, len(类别)) > 1.0).float()
    return x, y


def 统计权重(y):
    频率 = y.mean(dim=0).clamp(min=0.05)
    w = 1.0 / 频率
    return w / w.sum()


def 训练(轮数=5):
    torch.manual_seed(2024)
    x, y = 造数据(60)
    网络 = nn.Sequential(nn.Linear(12, 20), nn.GELU(), nn.Linear(20, len(类别)))
    准则 = 非对称损失(统计权重(y))
    优化器 = torch.optim.Adam(网络.parameters(), lr=1e-2)
    调度 = torch.optim.lr_scheduler.StepLR(优化器, 2, 0.5)
    for 轮 in range(轮数):
        for i in range(0, len(x), 20):
            优化器.zero_grad()
            损失 = 准则(网络(x[i:i + 20]), y[i:i + 20])
            损失.backward()
            优化器.step()
        调度.step()
        print(f"第{轮}轮 损失={损失.item():.4f}")


if __name__ == "__main__":
    训练()
