#!/usr/bin/env python
# coding: utf-8

# # Sales quantile forecast w/ GRU (exported from my notebook)

# In[1]:

import os, random
import numpy as np
import torch
import torch.nn as nn
from torch.utils.data import Dataset, DataLoader

SEED = 1881
random.seed(SEED); np.random.seed(SEED); torch.manual_seed(SEED)
os.environ['PYTHONHASHSEED'] = str(SEED)

QUANTILES = [0.005, 0.25, 0.5, 0.75, 0.995]
WINDOW, HORIZON, BS = 28, 7, 12

# In[2]:

# the competition files are big so here is a fake df
sales = np.random.poisson(3.0, size=(40, 120)).astype(np.float32)
print('sales', sales.shape, 'mean', round(float(sales.mean()), 3))

# In[3]:

class SalesDS(Dataset):
    def __init__(self, arr, train=True):
        self.arr, self.train = arr, train
    def __len__(self):
        return len(self.arr)
    def __getitem__(self, i):
        start = np.random.randint(0, 120 - WINDOW - HORIZON) if self.train else 120 - WINDOW - HORIZON
        x = self.arr[i, start:start + WINDOW]
        y = self.arr[i, start + WINDOW:start + WINDOW + HORIZON]
        return torch.tensor(x).unsqueeze(-1), torch.tensor(y)

train_dl = DataLoader(SalesDS(sales), batch_size=BS, shuffle=True)
valid_dl = DataLoader(SalesDS(sales, train=False), batch_size=BS)

# In[4]:

class Net(nn.Module):
    def __init__(self, hid=16):
        super().__init__()
        self.rnn = nn.GRU(1, hid, batch_first=True)
        self.drop = nn.Dropout(0.1)
        self.head = nn.Linear(hid, HORIZON * len(QUANTILES))
    def forward(self, x):
        _, h = self.rnn(torch.log1p(x))
        out = self.head(self.drop(h[-1]))
        return out.view(-1, HORIZON, len(QUANTILES))

# In[5]:

def pinball(y_hat, y):
    # y_hat (bs, horizon, n_q)   y (bs, horizon)
    losses = []
    for i, q in enumerate(QUANTILES):
        err = y - y_hat[..., i]
        losses.append(torch.max((q - 1) * err, q * err).unsqueeze(-1))
    return torch.mean(torch.sum(torch.cat(losses, dim=-1), dim=-1), dim=0)

def l2(net):
    return sum((p ** 2).sum() for n, p in net.named_parameters() if 'bias' not in n)

# In[6]:

model = Net()
optimizer = torch.optim.Adam(model.parameters(), lr=3e-3)
scheduler = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, T_max=3)

for epoch in range(3):
    model.train()
    tr_loss = 0
    for xb, yb in train_dl:
        optimizer.zero_grad()
        pred = model(xb)
        loss = pinball(pred, yb) + 1e-4 * l2(model)
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        tr_loss += loss.item() / len(train_dl)
    scheduler.step()
    model.eval()
    with torch.no_grad():
        med = QUANTILES.index(0.5)
        mae = np.mean([(model(xb)[..., med] - yb).abs().mean().item() for xb, yb in valid_dl])
    print(f'epoch {epoch} | train {tr_loss:.4f} | valid mae {mae:.4f}')

# In[7]:

print('done, lr =', scheduler.get_last_lr())
