# 声纹识别: TDNN + 注意力统计池化 + AAM-softmax
# 2024-05 老王: 变长语音加掩码
import math
import torch
import torch.nn as nn
import torch.nn.functional as F

配置 = dict(梅尔=24, 通道=32, 嵌入=16, 说话人=6, 批大小=8, 学习率=1e-3, 轮数=4)


class TDNN层(nn.Module):
    def __init__(self, 入, 出, 核, 膨胀):
        super().__init__()
        self.conv = nn.Conv1d(入, 出, 核, dilation=膨胀, padding=膨胀 * (核 - 1) // 2)
        self.bn = nn.BatchNorm1d(出)

    def forward(self, x):
        return self.bn(F.relu(self.conv(x)))


class 注意力统计池化(nn.Module):
    """ASP: 加权均值与加权标准差"""

    def __init__(self, 通道, 瓶颈=16):
        super().__init__()
        self.att = nn.Sequential(nn.Conv1d(通道, 瓶颈, 1), nn.Tanh(), nn.Conv1d(瓶颈, 通道, 1))

    def forward(self, h, mask):
        w = torch.softmax(self.att(h), dim=2)
        w *= mask.unsqueeze(1)                       # 补零帧不参与
        w = w / w.sum(dim=2, keepdim=True)
        mu = (w * h).sum(2)
        var = (w * h.pow(2)).sum(2) - mu.pow(2)
        return torch.cat([mu, var.clamp(min=1e-5).sqrt()], dim=1)


class AAM(nn.Module):
    def __init__(self, 维, 类, m=0.2, s=20.0):
        super().__init__()
        self.W = nn.Parameter(torch.empty(类, 维))
        nn.init.xavier_normal_(self.W)
        self.cos_m, self.sin_m, self.s = math.cos(m), math.sin(m), s

    def forward(self, e, y):
        cos = F.linear(F.normalize(e), F.normalize(self.W))
        sin = (1 - cos.pow(2)).clamp(1e-6, 1).sqrt()
        phi = cos * self.cos_m - sin * self.sin_m
        hot = F.one_hot(y, cos.size(1)).bool()
        return F.cross_entropy(self.s * torch.where(hot, phi, cos), y)


class 声纹网络(nn.Module):
    def __init__(self, c):
        super().__init__()
        self.帧级 = nn.Sequential(TDNN层(c["梅尔"], c["通道"], 5, 1), TDNN层(c["通道"], c["通道"], 3, 2))
        self.池化 = 注意力统计池化(c["通道"])
        self.fc = nn.Linear(2 * c["通道"], c["嵌入"])

    def forward(self, x, mask):
        return self.fc(self.池化(self.帧级(x), mask))


def 取一批(c, T=40):
    长度 = torch.randint(T // 2, T + 1, (c["批大小"],))
    mask = (torch.arange(T)[None] < 长度[:, None]).float()
    x = torch.randn(c["批大小"], c["梅尔"], T) * mask.unsqueeze(1)
    return x, mask, torch.randint(0, c["说话人"], (c["批大小"],))


def main():
    torch.manual_seed(66)
    net, head = 声纹网络(配置), AAM(配置["嵌入"], 配置["说话人"])
    opt = torch.optim.Adam([*net.parameters(), *head.parameters()], lr=配置["学习率"])
    for 轮 in range(配置["轮数"]):
        x, mask, y = 取一批(配置)
        loss = head(net(x, mask), y)
        opt.zero_grad()
        loss.backward()
        opt.step()
        print(f"轮 {轮}: 损失 = {loss.item():.4f}")


if __name__ == "__main__":
    main()
