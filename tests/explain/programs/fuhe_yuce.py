# 电力负荷预测  GRU 有状态训练(跨 batch 传递隐藏状态)
import math
import torch
from torch import nn

torch.manual_seed(2023)

seq_len = 24      # 一天 24 个点
hidden = 16
n_users = 5       # 5 个台区并行
epochs = 2


def gen_load(days):
    """生成模拟负荷曲线 [台区, 天*24, 1]"""
    t = torch.arange(days * 24).float()
    base = 1 + 0.5 * torch.sin(2 * math.pi * t / 24) + 0.2 * torch.sin(2 * math.pi * t / 168)
    return (base[None] * (0.5 + torch.rand(n_users, 1)) + 0.05 * torch.randn(n_users, len(t))).unsqueeze(-1)


class LoadGRU(nn.Module):
    def __init__(self):
        super().__init__()
        self.gru = nn.GRU(1, hidden, num_layers=2, batch_first=True)
        self.out = nn.Linear(hidden, 1)
        self.state = None

    def reset(self):
        self.state = None

    def forward(self, x):
        y, self.state = self.gru(x, self.state)
        return self.out(y)


def mape(pred, real):
    return ((pred - real).abs() / real.abs().clamp(min=0.1)).mean().item() * 100


load = gen_load(12)
model = LoadGRU()
criterion = nn.MSELoss()
optimizer = torch.optim.Adam(model.parameters(), lr=5e-3)

for epoch in range(epochs):
    model.reset()                         # 每个 epoch 开始时清空状态
    total = 0.
    n = (load.size(1) - 1) // seq_len
    for k in range(n):
        a = k * seq_len
        x = load[:, a:a + seq_len]
        y = load[:, a + 1:a + seq_len + 1]
        pred = model(x)
        loss = criterion(pred, y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        total += loss.item()
    print(f'epoch {epoch + 1}  loss {total / n:.4f}  MAPE {mape(pred.detach(), y):.1f}%')
