# ====================================================
# pawpularity - tabular meta + small head, 2 folds, amp
# ====================================================
import random
import time
import warnings

import numpy as np
import torch
import torch.nn as nn
from torch.utils.data import DataLoader, Dataset

warnings.filterwarnings('ignore')


class CFG:
    debug = True
    apex = True
    print_freq = 2
    seed = 42
    n_fold = 2
    trn_fold = [0, 1]
    epochs = 2
    batch_size = 8
    lr = 1e-3
    weight_decay = 1e-6
    gradient_accumulation_steps = 1
    max_grad_norm = 1000
    criterion = 'SmoothL1Loss'
    criterion_params = dict(reduction='none', beta=0.5)


def seed_torch(seed=42):
    random.seed(seed)
    np.random.seed(seed)
    torch.manual_seed(seed)


seed_torch(CFG.seed)
device = torch.device('cuda' if torch.cuda.is_available() else 'cpu')
train_x = np.random.rand(48, 12).astype(np.float32)
train_y = (train_x[:, 0] * 100).astype(np.float32)
folds = np.arange(48) % CFG.n_fold


class TrainDataset(Dataset):
    def __init__(self, x, y):
        self.x, self.y = x, y

    def __len__(self):
        return len(self.x)

    def __getitem__(self, idx):
        return torch.tensor(self.x[idx]), torch.tensor(self.y[idx] / 100.)


class AverageMeter:
    def __init__(self):
        self.val, self.avg, self.sum, self.count = 0, 0, 0, 0

    def update(self, val, n=1):
        self.val = val
        self.sum += val * n
        self.count += n
        self.avg = self.sum / self.count


class CustomModel(nn.Module):
    def __init__(self):
        super().__init__()
        self.backbone = nn.Sequential(nn.Linear(12, 32), nn.SiLU(), nn.Dropout(0.1))
        self.fc = nn.Linear(32, 1)

    def forward(self, x):
        return self.fc(self.backbone(x)).squeeze(1)


def get_criterion():
    return getattr(nn, CFG.criterion)(**CFG.criterion_params)


def train_fn(loader, model, criterion, optimizer, epoch):
    model.train()
    scaler = torch.amp.GradScaler(device.type, enabled=CFG.apex)
    losses = AverageMeter()
    for step, (images, labels) in enumerate(loader):
        images, labels = images.to(device), labels.to(device)
        with torch.autocast(device.type, dtype=torch.bfloat16, enabled=CFG.apex):
            y_preds = model(images)
        loss = criterion(y_preds.float(), labels)
        if CFG.gradient_accumulation_steps > 1:
            loss = loss / CFG.gradient_accumulation_steps
        scaler.scale(loss).backward()
        losses.update(loss.item(), labels.size(0))
        scaler.unscale_(optimizer)
        torch.nn.utils.clip_grad_norm_(model.parameters(), CFG.max_grad_norm)
        if (step + 1) % CFG.gradient_accumulation_steps == 0:
            scaler.step(optimizer)
            scaler.update()
            optimizer.zero_grad()
        if step % CFG.print_freq == 0:
            print(f'Epoch: [{epoch + 1}][{step}/{len(loader)}] Loss: {losses.val:.4f}({losses.avg:.4f})')
    return losses.avg


def valid_fn(loader, model, criterion):
    model.eval()
    errs = []
    with torch.no_grad():
        for images, labels in loader:
            errs.append(criterion(model(images.to(device)), labels.to(device)).cpu().numpy())
    errs = np.concatenate(errs)          # one value per row, for the oof file
    return errs.mean(), np.argsort(-errs)[:3]


for fold in CFG.trn_fold:
    print(f'========== fold: {fold} training ==========')
    tr, va = folds != fold, folds == fold
    train_loader = DataLoader(TrainDataset(train_x[tr], train_y[tr]), CFG.batch_size, shuffle=True, drop_last=True)
    valid_loader = DataLoader(TrainDataset(train_x[va], train_y[va]), CFG.batch_size)
    model = CustomModel().to(device)
    optimizer = torch.optim.AdamW(model.parameters(), lr=CFG.lr, weight_decay=CFG.weight_decay)
    criterion = get_criterion()
    for epoch in range(CFG.epochs):
        t0 = time.time()
        avg_loss = train_fn(train_loader, model, criterion, optimizer, epoch)
        avg_val, worst = valid_fn(valid_loader, model, criterion)
        print(f'Epoch {epoch + 1} - avg_train: {avg_loss:.4f} avg_val: {avg_val:.4f} worst rows: {worst.tolist()}')
