import torch
import torch.nn as nn
import torch.nn.functional as F


class MemoryBank:
    def __init__(self, size, dim):
        self.size = size
        self.feats = F.normalize(torch.randn(size, dim), dim=1)

    def negatives(self):
        return self.feats

    def enqueue(self, z):
        self.feats = torch.cat([z, self.feats], dim=0)[: self.size]


class SimpleEncoder(nn.Module):
    def __init__(self, d_in=20, d_out=8):
        super().__init__()
        self.backbone = nn.Sequential(nn.Linear(d_in, 32), nn.BatchNorm1d(32), nn.ReLU())
        self.projector = nn.Sequential(nn.Linear(32, 32), nn.ReLU(), nn.Linear(32, d_out))

    def forward(self, x):
        return F.normalize(self.projector(self.backbone(x)), dim=1)


def augment(x, sigma=0.1, p=0.2):
    keep = (torch.rand_like(x) > p).float()
    return x * keep + sigma * torch.randn_like(x)


def nce_loss(q, k, neg, tau=0.2):
    l_pos = (q * k).sum(dim=1, keepdim=True)
    l_neg = q @ neg.t()
    logits = torch.cat([l_pos, l_neg], dim=1) / tau
    return F.cross_entropy(logits, torch.zeros(len(q), dtype=torch.long))


def pretrain(epochs=2, steps=5, bs=16):
    enc = SimpleEncoder()
    bank = MemoryBank(64, 8)
    opt = torch.optim.SGD(enc.parameters(), lr=0.05, momentum=0.9, weight_decay=1e-4)
    sched = torch.optim.lr_scheduler.CosineAnnealingLR(opt, epochs * steps)
    for ep in range(epochs):
        for st in range(steps):
            x = torch.randn(bs, 20)
            q, k = enc(augment(x)), enc(augment(x))
            loss = nce_loss(q, k, bank.negatives())
            opt.zero_grad()
            loss.backward()
            opt.step()
            sched.step()
            bank.enqueue(k)
            print(f"ep {ep} step {st} nce {loss.item():.4f} bank {tuple(bank.feats.shape)}")
    return enc


if __name__ == "__main__":
    torch.manual_seed(17)
    pretrain()
