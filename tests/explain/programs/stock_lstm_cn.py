# -*- coding: utf-8 -*-
"""
LSTM预测收盘价（模拟数据）
毕业设计代码
"""
import numpy as np
import torch
import torch.nn as nn

np.random.seed(1)
torch.manual_seed(1)

# ---------- 参数 ----------
time_step = 8
batch_size = 4
input_size = 3
hidden_size = 16
epochs = 2

# ---------- 造数据 ----------
N = 100
price = np.cumsum(np.random.randn(N)) + 50
feat = np.stack([price, np.gradient(price), np.random.rand(N)], 1)
feat = (feat - feat.mean(0)) / feat.std(0)


def make_batches(f):
    xs, ys = [], []
    for t in range(len(f) - time_step - 1):
        xs.append(f[t:t + time_step])
        ys.append(f[t + time_step, 0])
    xs = torch.tensor(np.array(xs), dtype=torch.float32)
    ys = torch.tensor(np.array(ys), dtype=torch.float32).unsqueeze(1)
    n = len(xs) // batch_size * batch_size
    return list(zip(xs[:n].split(batch_size), ys[:n].split(batch_size)))


class StockLSTM(nn.Module):
    def __init__(self):
        super(StockLSTM, self).__init__()
        self.lstm = nn.LSTM(input_size, hidden_size, num_layers=1, batch_first=True)
        self.linear = nn.Linear(hidden_size, 1)
        self.hidden = self.init_hidden()

    def init_hidden(self):
        # 初始化隐藏状态 (h0, c0)
        return (torch.zeros(1, batch_size, hidden_size),
                torch.zeros(1, batch_size, hidden_size))

    def forward(self, x):
        # 状态在batch之间传递，记住更长的历史
        out, self.hidden = self.lstm(x, self.hidden)
        return self.linear(out[:, -1, :])


model = StockLSTM()
loss_fn = nn.MSELoss()
optimizer = torch.optim.Adam(model.parameters(), lr=0.005)
batches = make_batches(feat)

for ep in range(epochs):
    model.hidden = model.init_hidden()   # 每个epoch重新开始
    loss_list = []
    for x, y in batches:
        y_hat = model(x)
        mse = loss_fn(y_hat, y)
        optimizer.zero_grad()
        mse.backward()
        optimizer.step()
        loss_list.append(mse.item())
    print('epoch:', ep, ' 平均损失:', round(float(np.mean(loss_list)), 4))

# ---------- 预测 ----------
model.eval()
with torch.no_grad():
    pred = torch.cat([model(x) for x, _ in batches])
print('预测均值 %.3f' % pred.mean().item())
