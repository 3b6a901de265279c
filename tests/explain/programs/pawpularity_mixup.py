# %% [code]
import random
from functools import partial

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F


class CFG:
    seed = 42
    n_fold = 2
    n_classes = 7
    epochs = 2
    bs = 8
    lr = 1e-3
    mixup_alpha = 0.4
    mixup_p = 1.0
    smooth = 0.05
    debug = True


def seed_everything(seed):
    random.seed(seed)
    np.random.seed(seed)
    torch.manual_seed(seed)


seed_everything(CFG.seed)

# %% [code]
class TinyNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.backbone = nn.Sequential(
            nn.Conv2d(3, 8, 3, 2, 1), nn.BatchNorm2d(8), nn.SiLU(), nn.AdaptiveAvgPool2d(1), nn.Flatten())
        self.fc = nn.Linear(8, CFG.n_classes)

    def forward(self, x):
        return self.fc(self.backbone(x))


# %% [code]
ce = partial(F.cross_entropy, label_smoothing=CFG.smooth, reduction='none')


def mixup(x, y):
    lam = torch.from_numpy(np.random.beta(CFG.mixup_alpha, CFG.mixup_alpha, len(x))).float()
    idx = torch.randperm(len(x))
    l = lam.view(-1, 1, 1, 1)
    return l * x + (1 - l) * x[idx], (y, y[idx], lam)


def mixup_criterion(logits, target):
    ya, yb, lam = target
    return lam * ce(logits, ya) + (1 - lam) * ce(logits, yb)


def criterion(logits, target):
    if isinstance(target, tuple):
        return mixup_criterion(logits, target)
    return ce(logits, target).mean()


# %% [code]
def train_fn(model, X, y, opt, sched):
    model.train()
    running = []
    for i in range(0, len(X), CFG.bs):
        xb, yb = X[i:i + CFG.bs], y[i:i + CFG.bs]
        if random.random() < CFG.mixup_p:
            xb, yb = mixup(xb, yb)
        loss = criterion(model(xb), yb)
        opt.zero_grad(set_to_none=True)
        loss.backward()
        opt.step()
        sched.step()
        running.append(loss.item())
    return np.mean(running)


@torch.no_grad()
def valid_fn(model, X, y):
    model.eval()
    out = model(X)
    return criterion(out, y).item(), (out.argmax(1) == y).float().mean().item()


X = torch.randn(32, 3, 16, 16)
y = torch.randint(0, CFG.n_classes, (32,))
folds = np.arange(32) % CFG.n_fold

for fold in range(CFG.n_fold):
    print(f'========== fold: {fold} training ==========')
    tr, va = folds != fold, folds == fold
    model = TinyNet()
    opt = torch.optim.AdamW(model.parameters(), lr=CFG.lr)
    sched = torch.optim.lr_scheduler.CosineAnnealingLR(opt, T_max=10)
    for epoch in range(CFG.epochs):
        tl = train_fn(model, X[tr], y[tr], opt, sched)
        vl, acc = valid_fn(model, X[va], y[va])
        print(f'Epoch {epoch+1} - avg_train_loss: {tl:.4f}  avg_val_loss: {vl:.4f}  acc: {acc:.4f}')
