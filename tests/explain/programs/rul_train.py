# -*- coding: utf-8 -*-
# 涡扇发动机剩余寿命 (RUL) 预测, 数据格式同 C-MAPSS FD001
# wanglei 2023.11  车间服务器上没有数据时用随机数代替
import math
import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F
from torch.utils.data import TensorDataset, DataLoader

cfg = {
    'win': 30,              # 滑窗长度
    'feat': 14,             # 有效传感器个数
    'bs': 16,
    'lr': 1e-3,
    'epochs': 2,
    'max_rul': 125.0,       # 分段线性标签上限
    'loss': 'mse+score',    # mse / score / mse+score
    'beta': 0.05,
}


def load_data(n, seed):
    rng = np.random.RandomState(seed)
    x = rng.randn(n, cfg['win'], cfg['feat']).astype('float32')
    y = rng.uniform(0.1, 1.0, size=(n,)).astype('float32')   # 已经除以 max_rul
    return TensorDataset(torch.from_numpy(x), torch.from_numpy(y))


class TCNNet(nn.Module):
    def __init__(self, c_in, c=16):
        super().__init__()
        self.conv1 = nn.Conv1d(c_in, c, 3, padding=2, dilation=2)
        self.conv2 = nn.Conv1d(c, c, 3, padding=4, dilation=4)
        self.fc = nn.Linear(c, 1)

    def forward(self, x):
        h = F.relu(self.conv1(x.transpose(1, 2)))
        h = F.relu(self.conv2(h))
        return torch.sigmoid(self.fc(h.mean(-1))).squeeze(-1)


def score_func(pred, true):
    """NASA 评分函数: 预测偏晚(d>0)惩罚更重"""
    d = pred - true
    s = torch.where(d < 0,
                    torch.exp(-d / 13.0) - 1,
                    torch.exp(d / 10.0) - 1)
    return s


def compute_loss(pred, true):
    loss = 0.0
    if 'mse' in cfg['loss']:
        loss = loss + F.mse_loss(pred, true)
    if 'score' in cfg['loss']:
        R = cfg['max_rul']
        loss = loss + cfg['beta'] * torch.log1p(score_func(pred * R, true * R))
    return loss


@torch.no_grad()
def evaluate(model, loader):
    model.eval()
    se, sc, n = 0.0, 0.0, 0
    for x, y in loader:
        p = model(x) * cfg['max_rul']
        y = y * cfg['max_rul']
        se += ((p - y) ** 2).sum().item()
        sc += score_func(p, y).sum().item()      # 官方指标是求和, 不是平均
        n += len(y)
    return math.sqrt(se / n), sc


if __name__ == '__main__':
    torch.manual_seed(2023)
    tr = DataLoader(load_data(64, 0), batch_size=cfg['bs'], shuffle=True)
    te = DataLoader(load_data(24, 1), batch_size=cfg['bs'])
    model = TCNNet(cfg['feat'])
    opt = torch.optim.Adam(model.parameters(), lr=cfg['lr'])
    print('参数量:', sum(p.numel() for p in model.parameters()))
    rmse, sc = evaluate(model, te)
    print('训练前  RMSE %.2f  Score %.1f' % (rmse, sc))
    for ep in range(cfg['epochs']):
        model.train()
        for x, y in tr:
            loss = compute_loss(model(x), y)
            opt.zero_grad()
            loss.backward()
            opt.step()
        rmse, sc = evaluate(model, te)
        print('第%d轮  RMSE %.2f  Score %.1f' % (ep + 1, rmse, sc))
