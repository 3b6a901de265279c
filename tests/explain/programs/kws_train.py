# 语音唤醒词识别（小模型，跑在板子上）
import os
import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F

参数 = dict(类别数=6, 帧数=40, 梅尔=24, 批大小=10, 轮数=4, 学习率=2e-3, 种子=2022)


class DSConv(nn.Module):
    """深度可分离卷积"""
    def __init__(self, cin, cout):
        super().__init__()
        self.dw = nn.Conv1d(cin, cin, 5, padding=2, groups=cin)
        self.pw = nn.Conv1d(cin, cout, 1)
        self.bn = nn.BatchNorm1d(cout)

    def forward(self, x):
        return F.relu(self.bn(self.pw(self.dw(x))))


class KWSNet(nn.Module):
    def __init__(self, mel, n_cls, ch=16):
        super().__init__()
        self.body = nn.Sequential(DSConv(mel, ch), nn.MaxPool1d(2), DSConv(ch, ch), nn.Dropout(0.1))
        self.fc = nn.Linear(ch, n_cls)

    def forward(self, x):
        return self.fc(self.body(x).mean(-1))


class 评估器:
    """每轮结束后在验证集上算准确率，保存最好的结果"""
    def __init__(self, x, y):
        self.x, self.y = x, y
        self.best = 0.0

    def __call__(self, net):
        net.eval()
        torch.set_grad_enabled(False)   # 省显存
        pred = net(self.x).argmax(1)
        acc = (pred == self.y).float().mean().item()
        if acc > self.best:
            self.best = acc
        net.train()
        return acc


def 造数据(n):
    x = torch.randn(n, 参数["梅尔"], 参数["帧数"])
    y = torch.randint(0, 参数["类别数"], (n,))
    return x, y


def spec_augment(x, f=4):
    s = np.random.randint(0, 参数["梅尔"] - f)
    x = x.clone()
    x[:, s:s + f] = 0
    return x


def main():
    torch.manual_seed(参数["种子"])
    np.random.seed(参数["种子"])
    train_x, train_y = 造数据(40)
    评估 = 评估器(*造数据(20))
    net = KWSNet(参数["梅尔"], 参数["类别数"])
    optimizer = torch.optim.Adam(net.parameters(), lr=参数["学习率"])
    scheduler = torch.optim.lr_scheduler.ReduceLROnPlateau(optimizer, mode="max", patience=1)

    for epoch in range(参数["轮数"]):
        总损失 = 0
        for idx in torch.randperm(40).split(参数["批大小"]):
            out = net(spec_augment(train_x[idx]))
            损失 = F.cross_entropy(out, train_y[idx])
            optimizer.zero_grad()
            损失.backward()
            optimizer.step()
            总损失 += 损失.item()
        acc = 评估(net)
        scheduler.step(acc)
        print(f"第{epoch + 1}轮 损失={总损失 / 4:.4f} 验证准确率={acc:.3f}")
    print("最好:", 评估.best)


if __name__ == "__main__":
    main()
