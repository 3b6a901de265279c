# masked autoencoder for sensor gaps; trains fine for one epoch and then dies ???
import contextlib
import torch
import torch.nn as nn

torch.manual_seed(55)

class Imputer(nn.Module):
    def __init__(self, d=9, h=18):
        super().__init__()
        self.enc = nn.Linear(2 * d, h)
        self.dec = nn.Linear(h, d)
    def forward(self, x, m):
        z = torch.cat([x * m, m], dim=-1)
        return self.dec(torch.relu(self.enc(z)))

def gaps(x, p=0.3):
    return (torch.rand_like(x) > p).float()

class Experiment:
    def __init__(self):
        self.net = Imputer()
        self.opt = torch.optim.Adam(self.net.parameters(), lr=1e-2)
        base = torch.randn(40, 3)
        self.data = base @ torch.randn(3, 9)
        self.best = float('inf')

    def loss(self, x):
        m = gaps(x)
        err = (self.net(x, m) - x) ** 2
        return (err * (1 - m)).sum() / (1 - m).sum().clamp(min=1)

    def fit_epoch(self):
        self.net.train()
        for x in self.data[:32].split(8):
            l = self.loss(x)
            self.opt.zero_grad()
            l.backward()
            self.opt.step()
        return l.item()

    def evaluate(self):
        self.net.eval()
        torch.set_grad_enabled(False)
        v = self.loss(self.data[32:])
        if v < self.best:
            self.best = v.item()
        return v.item()

ex = Experiment()
for epoch in range(4):
    tr = ex.fit_epoch()
    va = ex.evaluate()
    print('epoch', epoch, 'train %.4f' % tr, 'val %.4f' % va, 'best %.4f' % ex.best)
