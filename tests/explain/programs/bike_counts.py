# 共享单车借出量预测：多种损失可选
import argparse

import torch
import torch.nn as nn

损失表 = {
    "mse": nn.MSELoss(),
    "mae": nn.L1Loss(),
    "poisson": nn.PoissonNLLLoss,
    "smooth_l1": nn.SmoothL1Loss(beta=0.5),
}


class 计数网络(nn.Module):
    """输出对数强度（poisson）或直接输出数量"""

    def __init__(self, 输入=5, 隐藏=32):
        super().__init__()
        self.层 = nn.Sequential(
            nn.Linear(输入, 隐藏), nn.ReLU(),
            nn.Linear(隐藏, 隐藏), nn.ReLU(),
            nn.Linear(隐藏, 1),
        )

    def forward(self, x):
        return self.层(x).squeeze(1)


def 生成数据(n):
    小时 = torch.randint(0, 24, (n,)).float()
    温度 = torch.randn(n) * 8 + 15
    雨 = (torch.rand(n) < 0.2).float()
    周末 = (torch.rand(n) < 0.28).float()
    强度 = torch.exp(1.0 + 0.8 * torch.sin((小时 - 8) / 24 * 6.283) + 0.02 * 温度 - 0.9 * 雨)
    x = torch.stack([torch.sin(小时 / 24 * 6.283), torch.cos(小时 / 24 * 6.283), 温度 / 30, 雨, 周末], 1)
    return x, torch.poisson(强度)


def 训练(args):
    x, y = 生成数据(120)
    net = 计数网络()
    criterion = 损失表[args.loss]
    opt = torch.optim.Adam(net.parameters(), lr=args.lr)
    sched = torch.optim.lr_scheduler.StepLR(opt, 2, 0.5)
    for e in range(args.epochs):
        perm = torch.randperm(len(x))
        总损失 = 0.0
        for i in range(0, len(x), args.bs):
            j = perm[i:i + args.bs]
            pred = net(x[j])
            loss = criterion(pred, y[j])
            opt.zero_grad()
            loss.backward()
            opt.step()
            总损失 += loss.item() * len(j)
        sched.step()
        print("epoch %d, %s %.5f" % (e, args.loss, 总损失 / len(x)))
    return net


if __name__ == "__main__":
    ap = argparse.ArgumentParser()
    ap.add_argument("--loss", default="poisson", choices=list(损失表))
    ap.add_argument("--lr", type=float, default=5e-3)
    ap.add_argument("--epochs", type=int, default=4)
    ap.add_argument("--bs", type=int, default=24)
    torch.manual_seed(3)
    训练(ap.parse_args())
    print("完成")
