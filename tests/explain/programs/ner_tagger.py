# 命名实体识别 BiGRU 基线
import random

import torch
import torch.nn as nn
from torch.nn.utils.rnn import pad_sequence

标签 = ["O", "B-PER", "I-PER", "B-LOC", "I-LOC"]
词表大小 = 60


def 随机句子(n):
    数据 = []
    for _ in range(n):
        长度 = random.randint(5, 12)
        字 = torch.randint(1, 词表大小, (长度,))
        数据.append((字, 字 % len(标签)))
    return 数据


def collate(batch):
    xs, ys = zip(*batch)
    return (pad_sequence(xs, batch_first=True, padding_value=0),
            pad_sequence(ys, batch_first=True, padding_value=-100))


class BiGRUTagger(nn.Module):
    def __init__(self, d=24, h=24):
        super().__init__()
        self.emb = nn.Embedding(词表大小, d, padding_idx=0)
        self.gru = nn.GRU(d, h, batch_first=True, bidirectional=True)
        self.drop = nn.Dropout(0.2)
        self.fc = nn.Linear(2 * h, len(标签))

    def forward(self, x):
        out, _ = self.gru(self.emb(x))
        return self.fc(self.drop(out))


class 训练器:
    def __init__(self, 模型, lr=5e-3):
        self.模型 = 模型
        self.优化器 = torch.optim.Adam(模型.parameters(), lr=lr)
        self.损失函数 = nn.CrossEntropyLoss(ignore_index=-100)

    def 训练一轮(self, loader, 轮):
        self.模型.train()
        total_loss = 0
        步数 = 0
        for x, y in loader:
            输出 = self.模型(x)
            loss = self.损失函数(输出.transpose(1, 2), y)
            total_loss += loss
            self.优化器.zero_grad()
            total_loss.backward()
            self.优化器.step()
            步数 += 1
            if 步数 % 2 == 0:
                print(f"  第{轮}轮 第{步数}步 平均损失 {float(total_loss) / 步数:.4f}")
        return float(total_loss) / 步数

    def 评估(self, loader):
        self.模型.eval()
        对 = 总 = 0
        with torch.no_grad():
            for x, y in loader:
                有效 = y != -100
                对 += (self.模型(x).argmax(-1)[有效] == y[有效]).sum().item()
                总 += 有效.sum().item()
        return 对 / 总


if __name__ == "__main__":
    random.seed(0)
    torch.manual_seed(0)
    训练集 = torch.utils.data.DataLoader(随机句子(40), batch_size=10, shuffle=True, collate_fn=collate)
    t = 训练器(BiGRUTagger())
    for e in range(1, 3):
        均值 = t.训练一轮(训练集, e)
        print(f"第{e}轮: 损失 {均值:.4f}, 准确率 {t.评估(训练集):.3f}")
