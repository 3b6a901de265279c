import argparse

import torch
import torch.nn as nn

from builder import MoCo


def 增强(x, 强度):
    # 随机噪声 + 随机遮挡
    return (x + 强度 * torch.randn_like(x)) * (torch.rand_like(x) > 0.1)


class 平均表:
    def __init__(self, 名字):
        self.名字, self.和, self.次数 = 名字, 0.0, 0

    def update(self, v):
        self.和 += v
        self.次数 += 1

    def __str__(self):
        return f"{self.名字} {self.和 / max(self.次数, 1):.4f}"


def train(loader, model, criterion, optimizer, epoch, args):
    损失表 = 平均表("Loss")
    model.train()
    for i, x in enumerate(loader):
        output, target = model(增强(x, args.noise), 增强(x, args.noise))
        loss = criterion(output, target)
        损失表.update(loss.item())

        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    print(f"Epoch [{epoch}] {损失表}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--epochs", default=3, type=int)
    parser.add_argument("-b", "--batch-size", default=8, type=int)
    parser.add_argument("--moco-k", default=32, type=int, help="队列长度")
    parser.add_argument("--noise", default=0.1, type=float)
    parser.add_argument("--lr", default=0.03, type=float)
    args = parser.parse_args()
    torch.manual_seed(100)

    编码器 = nn.Sequential(nn.Linear(20, 32), nn.ReLU(), nn.Linear(32, 16))
    model = MoCo(编码器, K=args.moco_k)
    criterion = nn.CrossEntropyLoss()
    optimizer = torch.optim.SGD(model.encoder_q.parameters(), args.lr, momentum=0.9, weight_decay=1e-4)
    loader = torch.randn(32, 20).split(args.batch_size)
    print("=> 开始预训练, 队列长度", args.moco_k)
    for epoch in range(args.epochs):
        train(loader, model, criterion, optimizer, epoch, args)


if __name__ == "__main__":
    main()
