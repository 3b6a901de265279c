# %% [markdown]
# # Credit default - baseline NN, optimising F1 directly
# version 7

# %%
import random
import numpy as np
import torch
import torch.nn as nn

def seed_all(seed=2022):
    random.seed(seed); np.random.seed(seed); torch.manual_seed(seed)

seed_all()

class CFG:
    n_rows = 120
    n_num = 6
    cat_cards = [4, 7]
    emb = 3
    folds = 3
    epochs = 2
    bs = 20
    lr = 2e-3
    thr = 0.5

# %%
X_num = np.random.randn(CFG.n_rows, CFG.n_num).astype(np.float32)
X_cat = np.stack([np.random.randint(0, c, CFG.n_rows) for c in CFG.cat_cards], 1)
y = (X_num[:, 0] + 0.5 * (X_cat[:, 0] == 2) + 0.3 * np.random.randn(CFG.n_rows) > 0.4).astype(np.float32)
print('target mean:', y.mean().round(3))

# %%
class TabNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.embs = nn.ModuleList([nn.Embedding(c, CFG.emb) for c in CFG.cat_cards])
        d = CFG.n_num + CFG.emb * len(CFG.cat_cards)
        self.mlp = nn.Sequential(nn.BatchNorm1d(d), nn.Linear(d, 16), nn.ReLU(),
                                 nn.Dropout(0.2), nn.Linear(16, 1))

    def forward(self, xn, xc):
        e = [emb(xc[:, i]) for i, emb in enumerate(self.embs)]
        return self.mlp(torch.cat([xn] + e, 1)).view(-1)

# %%
class F1Loss(nn.Module):
    '''1 - F1'''
    def __init__(self, eps=1e-7):
        super().__init__()
        self.eps = eps

    def forward(self, logits, target):
        prob = torch.sigmoid(logits)
        pred = (prob > CFG.thr).float()
        tp = (pred * target).sum()
        fp = (pred * (1 - target)).sum()
        fn = ((1 - pred) * target).sum()
        precision = tp / (tp + fp + self.eps)
        recall = tp / (tp + fn + self.eps)
        f1 = 2 * precision * recall / (precision + recall + self.eps)
        return 1 - f1

# %%
def train_fold(fold, tr, va):
    model = TabNet()
    opt = torch.optim.AdamW(model.parameters(), lr=CFG.lr)
    crit = F1Loss()
    xn, xc, yy = torch.tensor(X_num), torch.tensor(X_cat), torch.tensor(y)
    for ep in range(CFG.epochs):
        model.train()
        for b in np.array_split(np.random.permutation(tr), len(tr) // CFG.bs):
            opt.zero_grad()
            loss = crit(model(xn[b], xc[b]), yy[b])
            loss.backward()
            opt.step()
        model.eval()
        with torch.no_grad():
            val = crit(model(xn[va], xc[va]), yy[va])
        print(f'fold {fold} epoch {ep} | val F1 {1 - val.item():.4f}')

idx = np.random.permutation(CFG.n_rows)
for fold, va in enumerate(np.array_split(idx, CFG.folds)):
    train_fold(fold, np.setdiff1d(idx, va), va)
print('OOF done')
