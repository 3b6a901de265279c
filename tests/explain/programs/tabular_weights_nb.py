#!/usr/bin/env python
# coding: utf-8

# # Credit default - simple NN baseline
# In[1]:
import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F
from torch.utils.data import TensorDataset, DataLoader

np.random.seed(2021)
torch.manual_seed(2021)

# In[2]:
n = 96
num = np.random.randn(n, 8).astype('float32')
cat = np.random.randint(0, 5, size=(n, 2))
target = (num[:, 0] + 0.3 * np.random.randn(n) > 0.8).astype('float32')
month = np.random.randint(0, 13, n)
print('positive rate', target.mean().round(3))

# In[3]:
# the metric counts the negatives 20 times (they were subsampled), and recent months matter more
w = np.where(target == 1, 1.0, 20.0) * (0.5 + 0.5 * month / 12)
w = (w / w.mean()).astype('float32')

# In[4]:
ds = TensorDataset(torch.from_numpy(num), torch.from_numpy(cat), torch.from_numpy(target), torch.from_numpy(w))
dl = DataLoader(ds, batch_size=32, shuffle=True)


# In[5]:
class TabNN(nn.Module):
    def __init__(self):
        super().__init__()
        self.embs = nn.ModuleList([nn.Embedding(5, 3) for _ in range(2)])
        self.mlp = nn.Sequential(nn.Linear(8 + 6, 32), nn.BatchNorm1d(32), nn.ReLU(), nn.Dropout(.2), nn.Linear(32, 1))

    def forward(self, xn, xc):
        e = [emb(xc[:, i]) for i, emb in enumerate(self.embs)]
        return self.mlp(torch.cat([xn] + e, 1)).view(-1)


model = TabNN()
optimizer = torch.optim.Adam(model.parameters(), lr=5e-3)
sched = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, T_max=9)

# In[6]:
history = []
for epoch in range(3):
    model.train()
    for xn, xc, yb, wb in dl:
        logits = model(xn, xc)
        loss = F.binary_cross_entropy_with_logits(logits, yb) * wb
        loss.backward()
        optimizer.step()
        optimizer.zero_grad()
        sched.step()
        history.append(loss.item())
    print('epoch', epoch, 'loss', np.mean(history[-3:]))

# In[7]:
model.eval()
with torch.no_grad():
    p = torch.sigmoid(model(*ds.tensors[:2])).numpy()
order = np.argsort(-p)
cum = np.cumsum(w[order]) / w.sum()
print('top 4% capture:', target[order][cum <= 0.04].sum() / target.sum())
