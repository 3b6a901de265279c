# OpenVaccine-style baseline: GRU over RNA bases, 3 scored targets, MCRMSE
import json
import numpy as np
import torch
from torch import nn
from torch.utils.data import DataLoader, Dataset

CONF = json.loads('{"seed": 7, "bs": 6, "lr": 0.003, "epochs": 2, "hidden": 12, "seq_scored": 10}')
TARGETS = ['reactivity', 'deg_Mg_pH10', 'deg_Mg_50C']
tok = {c: i for i, c in enumerate('ACGU.()')}

rng = np.random.default_rng(CONF['seed'])
torch.manual_seed(CONF['seed'])


def fake_row():
    L = 16
    return {
        'sequence': ''.join(rng.choice(list('ACGU'), L)),
        'structure': ''.join(rng.choice(list('.()'), L)),
        'labels': rng.normal(size=(CONF['seq_scored'], len(TARGETS))).astype('float32'),
        'snr': float(rng.uniform(0.5, 8)),
    }


class RNADs(Dataset):
    def __init__(self, rows):
        self.rows = rows

    def __len__(self):
        return len(self.rows)

    def __getitem__(self, i):
        r = self.rows[i]
        s = torch.tensor([[tok[a], tok[b]] for a, b in zip(r['sequence'], r['structure'])])
        return s, torch.from_numpy(r['labels']), torch.tensor(r['snr']).float()


class Net(nn.Module):
    def __init__(self, h):
        super().__init__()
        self.emb = nn.Embedding(len(tok), 8)
        self.gru = nn.GRU(16, h, batch_first=True, bidirectional=True)
        self.head = nn.Linear(2 * h, len(TARGETS))

    def forward(self, s):
        e = self.emb(s).flatten(2)
        o, _ = self.gru(e)
        return self.head(o[:, :CONF['seq_scored']])


def rmse(t, p, w, eps=1e-8):
    se = (t - p) ** 2 * w[:, None, None]
    return torch.sqrt(se.mean(dim=(0, 1)) + eps)


def mcrmse(t, p, w):
    score = 0
    for k in range(t.shape[-1]):
        score = score + rmse(t[..., k:k + 1], p[..., k:k + 1], w) / t.shape[-1]
    return score


def wmcrmse(t, p, snr):
    w = torch.log1p(snr) / 2
    per_col = rmse(t, p, w)
    return per_col


dl = DataLoader(RNADs([fake_row() for _ in range(18)]), batch_size=CONF['bs'], shuffle=True)
net = Net(CONF['hidden'])
opt = torch.optim.Adam(net.parameters(), lr=CONF['lr'])

for ep in range(CONF['epochs']):
    hist = []
    for s, t, snr in dl:
        p = net(s)
        loss = wmcrmse(t, p, snr)
        opt.zero_grad()
        loss.backward()
        opt.step()
        with torch.no_grad():
            hist.append(mcrmse(t, p, torch.ones_like(snr)).item())
    print(f'epoch {ep} mcrmse {np.mean(hist):.5f}')
