# Jigsaw-like multilabel, metric = macro F1, so train on F1 directly
import numpy as np
import torch
from torch import nn
from torch.utils.data import TensorDataset, DataLoader

LABELS = ['toxic', 'obscene', 'threat', 'insult', 'identity']
THR = 0.5
MAXLEN, VOCAB = 24, 300
np.random.seed(1337); torch.manual_seed(1337)


def get_data(n):
    x = np.random.randint(1, VOCAB, (n, MAXLEN))
    y = (np.random.rand(n, len(LABELS)) < [.3, .2, .1, .25, .15]).astype('float32')
    return TensorDataset(torch.as_tensor(x), torch.as_tensor(y))


class SpatialDropout(nn.Dropout2d):
    def forward(self, x):
        return super().forward(x.permute(0, 2, 1).unsqueeze(3)).squeeze(3).permute(0, 2, 1)


class ToxicNet(nn.Module):
    def __init__(self, emb=16, hid=24):
        super().__init__()
        self.emb = nn.Embedding(VOCAB, emb)
        self.sd = SpatialDropout(0.2)
        self.lstm = nn.LSTM(emb, hid, bidirectional=True, batch_first=True)
        self.out = nn.Linear(4 * hid, len(LABELS))

    def forward(self, x):
        h, _ = self.lstm(self.sd(self.emb(x)))
        return self.out(torch.cat([h.mean(1), h.max(1)[0]], 1))


class MacroF1Loss(nn.Module):
    def __init__(self, eps=1e-7, thr=THR):
        super().__init__()
        self.eps = eps
        self.thr = thr

    def forward(self, logits, y):
        p = torch.sigmoid(logits)
        p = (p > self.thr).float()
        tp = (p * y).sum(0)
        fp = (p * (1 - y)).sum(0)
        fn = ((1 - p) * y).sum(0)
        f1 = 2 * tp / (2 * tp + fp + fn + self.eps)
        return 1 - f1.mean()


def run_fold(fold, epochs=2):
    tr, va = DataLoader(get_data(64), 16, shuffle=True), DataLoader(get_data(32), 16)
    model, crit = ToxicNet(), MacroF1Loss()
    opt = torch.optim.Adam(model.parameters(), 3e-3)
    sched = torch.optim.lr_scheduler.ExponentialLR(opt, .9)
    best = 0
    for ep in range(epochs):
        model.train()
        avg = 0.
        for xb, yb in tr:
            opt.zero_grad()
            l = crit(model(xb), yb)
            l.backward()
            opt.step()
            avg += l.item() / len(tr)
        sched.step()
        model.eval()
        with torch.no_grad():
            sc = np.mean([1 - crit(model(xb), yb).item() for xb, yb in va])
        best = max(best, sc)
        print(f'fold{fold} epoch{ep} loss={avg:.4f} val_f1={sc:.4f}')
    return best


scores = [run_fold(f) for f in range(2)]
print('CV', np.round(scores, 4), 'mean', np.mean(scores).round(4))
