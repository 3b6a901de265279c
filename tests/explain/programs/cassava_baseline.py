#!/usr/bin/env python
# coding: utf-8

# # Cassava leaf [training, mixup]
# V4: mixup per image, +0.002 CV

# In[1]:
import os, random, time
import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F

# In[2]:
class CFG:
    seed = 719
    size = 12
    bs = 6
    epochs = 2
    n_fold = 3
    lr = 1e-3
    mixup_alpha = 0.4
    mixup_p = 0.7
    target_size = 5
    trn_fold = [0]

def seed_everything(seed):
    random.seed(seed)
    os.environ['PYTHONHASHSEED'] = str(seed)
    np.random.seed(seed)
    torch.manual_seed(seed)

seed_everything(CFG.seed)

# In[3]:
images = torch.rand(54, 3, CFG.size, CFG.size)
labels = torch.randint(0, CFG.target_size, (54,))
folds = np.arange(54) % CFG.n_fold

# In[4]:
class LeafNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.c1 = nn.Conv2d(3, 8, 3, padding=1); self.b1 = nn.BatchNorm2d(8)
        self.c2 = nn.Conv2d(8, 16, 3, padding=1); self.b2 = nn.BatchNorm2d(16)
        self.fc = nn.Linear(16, CFG.target_size)
    def forward(self, x):
        x = F.max_pool2d(F.relu(self.b1(self.c1(x))), 2)
        x = F.relu(self.b2(self.c2(x))).mean((2, 3))
        return self.fc(x)

# In[5]:
def mixup(x, y, alpha):
    lam = torch.from_numpy(np.random.beta(alpha, alpha, len(x))).float()
    perm = torch.randperm(len(x))
    l4 = lam.view(-1, 1, 1, 1)
    return l4 * x + (1 - l4) * x[perm], y, y[perm], lam

mix_criterion = lambda crit, out, ya, yb, lam: lam * crit(out, ya) + (1 - lam) * crit(out, yb)

# In[6]:
def train_fn(model, trn_idx, criterion, optimizer, epoch):
    model.train()
    t0, losses = time.time(), []
    for b in np.array_split(np.random.permutation(trn_idx), len(trn_idx) // CFG.bs):
        x, y = images[b], labels[b]
        if random.random() < CFG.mixup_p:
            x, ya, yb, lam = mixup(x, y, CFG.mixup_alpha)
            loss = mix_criterion(criterion, model(x), ya, yb, lam)
        else:
            loss = criterion(model(x), y)
        loss.backward()
        optimizer.step()
        optimizer.zero_grad()
        losses.append(loss.item())
    return np.mean(losses)

@torch.no_grad()
def valid_fn(model, val_idx):
    model.eval()
    return (model(images[val_idx]).argmax(1) == labels[val_idx]).float().mean().item()

# In[7]:
for fold in CFG.trn_fold:
    print(f'========== fold: {fold} training ==========')
    trn_idx, val_idx = np.where(folds != fold)[0], np.where(folds == fold)[0]
    model = LeafNet()
    criterion = nn.CrossEntropyLoss()
    optimizer = torch.optim.Adam(model.parameters(), lr=CFG.lr)
    for epoch in range(CFG.epochs):
        avg = train_fn(model, trn_idx, criterion, optimizer, epoch)
        print(f'Epoch {epoch+1} - avg_train_loss: {avg:.4f}  Accuracy: {valid_fn(model, val_idx):.4f}')
