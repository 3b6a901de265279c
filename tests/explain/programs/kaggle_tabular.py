# %% [markdown]
# # Tabular baseline: embeddings + MLP, sample weights
# %%
import random
import numpy as np
import torch
import torch.nn as nn
from torch.utils.data import Dataset, DataLoader

CFG = dict(seed=42, n_rows=53, bs=16, n_folds=3, epochs=2, lr=5e-3, cat_card=[4, 6], n_num=3)

def seed_everything(seed):
    random.seed(seed)
    np.random.seed(seed)
    torch.manual_seed(seed)

seed_everything(CFG["seed"])
# %%
cats = np.stack([np.random.randint(0, c, CFG["n_rows"]) for c in CFG["cat_card"]], 1)
nums = np.random.randn(CFG["n_rows"], CFG["n_num"]).astype(np.float32)
y = ((nums[:, 0] + 0.5 * cats[:, 0] + 0.3 * np.random.randn(CFG["n_rows"])) > 0.7).astype(np.float32)
folds = np.arange(CFG["n_rows"]) % CFG["n_folds"]
print("target mean", y.mean().round(3))

# %%
class TabDS(Dataset):
    def __init__(self, idx):
        self.idx = idx

    def __len__(self):
        return len(self.idx)

    def __getitem__(self, k):
        i = self.idx[k]
        return torch.as_tensor(cats[i]), torch.as_tensor(nums[i]), torch.tensor(y[i])

class TabNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.embs = nn.ModuleList([nn.Embedding(c, 3) for c in CFG["cat_card"]])
        d = 3 * len(CFG["cat_card"]) + CFG["n_num"]
        self.bn = nn.BatchNorm1d(CFG["n_num"])
        self.mlp = nn.Sequential(nn.Linear(d, 16), nn.ReLU(), nn.Dropout(0.1), nn.Linear(16, 1))

    def forward(self, c, n):
        e = [emb(c[:, i]) for i, emb in enumerate(self.embs)]
        return self.mlp(torch.cat(e + [self.bn(n)], 1)).squeeze(1)

# %%
criterion = nn.BCEWithLogitsLoss(reduction="none")
seed_grad = torch.full((CFG["bs"],), 1.0 / CFG["bs"])

def train_fn(model, dl, opt):
    model.train()
    tr_loss = []
    for c, n, t in dl:
        loss = criterion(model(c, n), t)
        opt.zero_grad()
        loss.backward(gradient=seed_grad)
        opt.step()
        tr_loss.extend(loss.tolist())
    return np.mean(tr_loss)

def valid_fn(model, dl):
    model.eval()
    with torch.no_grad():
        p = torch.cat([model(c, n).sigmoid() for c, n, _ in dl])
        t = torch.cat([t for _, _, t in dl])
    return ((p > 0.5).float() == t).float().mean().item()

# %%
scores = []
for fold in range(CFG["n_folds"]):
    tr, va = np.where(folds != fold)[0], np.where(folds == fold)[0]
    tr_dl = DataLoader(TabDS(tr), batch_size=CFG["bs"], shuffle=True)
    va_dl = DataLoader(TabDS(va), batch_size=CFG["bs"])
    model = TabNet()
    opt = torch.optim.AdamW(model.parameters(), lr=CFG["lr"])
    for ep in range(CFG["epochs"]):
        l = train_fn(model, tr_dl, opt)
        print(f"fold {fold} ep {ep} train {l:.4f} valid acc {valid_fn(model, va_dl):.4f}")
    scores.append(valid_fn(model, va_dl))
print("CV", np.mean(scores).round(4))
