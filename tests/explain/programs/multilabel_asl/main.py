# -*- coding: utf-8 -*-
import torch
from torch import nn
from losses import LOSSES

torch.manual_seed(2023)

cfg = {
    'loss': 'asl',
    'num_cls': 6,
    'bs': 8,
    'lr': 3e-3,
    'epochs': 3,
}

# 假数据: 长尾多标签
feats = torch.randn(40, 20)
prob = torch.tensor([0.5, 0.4, 0.3, 0.2, 0.1, 0.05])
targets = (torch.rand(40, cfg['num_cls']) < prob).float()
targets[0] = 1.0


class Net(nn.Module):
    def __init__(self, d, c):
        super().__init__()
        self.body = nn.Sequential(nn.Linear(d, 32), nn.BatchNorm1d(32), nn.ReLU(inplace=True))
        self.head = nn.Linear(32, c)

    def forward(self, x):
        return self.head(self.body(x))


model = Net(20, cfg['num_cls'])
criterion = LOSSES[cfg['loss']](gamma_neg=2, cls_freq=targets.sum(0))
optimizer = torch.optim.Adam(model.parameters(), lr=cfg['lr'])

for epoch in range(cfg['epochs']):
    model.train()
    perm = torch.randperm(len(feats))
    total_loss = 0
    for k in range(0, len(feats), cfg['bs']):
        idx = perm[k:k + cfg['bs']]
        out = model(feats[idx])
        loss = criterion(out, targets[idx])
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        total_loss += loss.item()
    # 验证
    model.eval()
    with torch.no_grad():
        acc = ((model(feats) > 0).float() == targets).float().mean()
    print('第%d轮 loss=%.4f acc=%.4f' % (epoch, total_loss, acc))
