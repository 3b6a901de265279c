import torch
from torch import nn

VOCAB, PAD, N_CLS = 80, 0, 3


class BoW(nn.Module):
    def __init__(self, d=16):
        super().__init__()
        self.emb = nn.Embedding(VOCAB, d, padding_idx=PAD)
        self.clf = nn.Sequential(nn.Dropout(0.1), nn.Linear(d, 16), nn.ReLU(), nn.Linear(16, N_CLS))

    def forward(self, ids):
        mask = (ids != PAD).unsqueeze(-1).float()
        v = (self.emb(ids) * mask).sum(1) / mask.sum(1).clamp(min=1)
        return self.clf(v)


def accuracy(logits, y, topk=(1, 2)):
    """top-k accuracies in percent"""
    best = logits.topk(max(topk), dim=1).indices
    hit = best.eq(y.unsqueeze(1))
    return [hit[:, :k].float().sum(1) * 100 for k in topk]


class AverageMeter(object):
    def __init__(self, name, fmt=":.2f"):
        self.name, self.fmt = name, fmt
        self.sum = self.count = 0

    def update(self, val, n=1):
        self.sum += float(val) * n
        self.count += n

    def __str__(self):
        return ("{}=" + "{" + self.fmt + "}").format(self.name, self.sum / max(self.count, 1))


def sentences(n):
    y = torch.randint(0, N_CLS, (n,))
    lens = torch.randint(4, 11, (n,))
    ids = torch.zeros(n, 10, dtype=torch.long)
    for i in range(n):
        lo = 1 + 25 * y[i].item()
        ids[i, :lens[i]] = torch.randint(lo, lo + 30, (int(lens[i]),)).clamp(max=VOCAB - 1)
    return ids, y


def train(model, data, epochs=2, bs=12):
    crit = nn.CrossEntropyLoss()
    opt = torch.optim.Adam(model.parameters(), lr=1e-2)
    ids, y = data
    for e in range(epochs):
        losses, top1, top2 = AverageMeter("loss", ":.4f"), AverageMeter("acc1"), AverageMeter("acc2")
        for i in range(0, len(y), bs):
            xb, yb = ids[i:i + bs], y[i:i + bs]
            logits = model(xb)
            loss = crit(logits, yb)
            acc1, acc2 = accuracy(logits.detach(), yb)
            losses.update(loss.item(), len(yb))
            top1.update(acc1, len(yb))
            top2.update(acc2, len(yb))
            opt.zero_grad()
            loss.backward()
            opt.step()
        print("Epoch", e, *map(str, (losses, top1, top2)))


torch.manual_seed(15)
train(BoW(), sentences(60))
