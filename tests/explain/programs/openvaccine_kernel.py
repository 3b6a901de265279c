# %% [code]
import os, gc, random, warnings
import numpy as np
import torch
import torch.nn as nn
from torch.utils.data import Dataset, DataLoader
warnings.filterwarnings("ignore")

# %% [code]
class CFG:
    seed = 2021
    n_fold = 2
    epochs = 2
    lr = 1e-3
    batch_size = 16
    target_cols = ["reactivity", "deg_Mg_pH10", "deg_Mg_50C"]
    debug = True

def seed_everything(seed):
    random.seed(seed)
    os.environ["PYTHONHASHSEED"] = str(seed)
    np.random.seed(seed)
    torch.manual_seed(seed)

seed_everything(CFG.seed)

# %% [code]
n_rows, seq_len = 48, 15
seqs = np.random.randint(0, 4, (n_rows, seq_len))
targets = np.random.randn(n_rows, seq_len, len(CFG.target_cols)).astype(np.float32)
folds = np.random.randint(0, CFG.n_fold, n_rows)

class RNADataset(Dataset):
    def __init__(self, idx):
        self.idx = idx
    def __len__(self):
        return len(self.idx)
    def __getitem__(self, i):
        j = self.idx[i]
        return torch.tensor(seqs[j]), torch.tensor(targets[j])

# %% [code]
class Net(nn.Module):
    def __init__(self, d=16):
        super().__init__()
        self.emb = nn.Embedding(4, d)
        self.gru = nn.GRU(d, d, bidirectional=True, batch_first=True)
        self.fc = nn.Linear(2 * d, len(CFG.target_cols))
    def forward(self, s):
        return self.fc(self.gru(self.emb(s))[0])

def mcrmse(y_pred, y_true):
    """competition metric"""
    colwise_mse = ((y_true - y_pred) ** 2).mean(dim=(0, 1))
    return torch.sqrt(colwise_mse)

criterion = nn.MSELoss()

# %% [code]
def train_fn(model, loader, optimizer):
    model.train()
    meter = []
    for s, y in loader:
        loss = criterion(model(s), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        meter.append(loss.item())
    return np.mean(meter)

def valid_fn(model, loader):
    model.eval()
    P, Y = [], []
    for s, y in loader:
        with torch.no_grad():
            P.append(model(s))
        Y.append(y)
    return float(mcrmse(torch.cat(P), torch.cat(Y)))

# %% [code]
oof = []
for fold in range(CFG.n_fold):
    print(f"========== fold: {fold} training ==========")
    tr_loader = DataLoader(RNADataset(np.where(folds != fold)[0]), batch_size=CFG.batch_size, shuffle=True)
    va_loader = DataLoader(RNADataset(np.where(folds == fold)[0]), batch_size=CFG.batch_size)
    model = Net()
    optimizer = torch.optim.Adam(model.parameters(), lr=CFG.lr)
    best = np.inf
    for epoch in range(CFG.epochs):
        avg_loss = train_fn(model, tr_loader, optimizer)
        score = valid_fn(model, va_loader)
        print(f"Epoch {epoch + 1} - avg_train_loss: {avg_loss:.4f}  score: {score:.4f}")
        if score < best:
            best = score
            print(f"Epoch {epoch + 1} - Save Best Score: {best:.4f} Model")
    oof.append(best)
    del model; gc.collect()
print("CV:", np.mean(oof))
