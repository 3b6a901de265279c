import random
import torch as th
from torch import nn
from torch.nn import functional as F

random.seed(8); th.manual_seed(8)
PAD, BOS, EOS = 0, 1, 2
V = {c: i + 3 for i, c in enumerate("0123456789-/ ")}
n = len(V) + 3


def ex():
    y, m, d = random.randint(1950, 2049), random.randint(1, 12), random.randint(1, 28)
    return f"{d}/{m}/{y}", f"{y}-{m}-{d}"


def pad(S):
    L = max(map(len, S))
    return th.tensor([s + [PAD] * (L - len(s)) for s in S])


def batch(B):
    P = [ex() for _ in range(B)]
    x = pad([[V[c] for c in a] for a, _ in P])
    y = pad([[BOS] + [V[c] for c in b] + [EOS] for _, b in P])
    return x, y


class S2S(nn.Module):
    def __init__(s, d=24):
        super().__init__()
        s.e = nn.Embedding(n, d, padding_idx=PAD)
        s.enc = nn.GRU(d, d, batch_first=True)
        s.dec = nn.GRU(d, d, batch_first=True)
        s.o = nn.Linear(d, n)

    def forward(s, x, y):
        _, h = s.enc(s.e(x))
        u, _ = s.dec(s.e(y), h)
        return s.o(u)


def xent(p, y):
    m = (y != PAD).float()
    l = F.cross_entropy(p.transpose(1, 2), y, reduction="none")
    l = (l * m).sum(1) / m.sum(1)
    return l


f = S2S()
g = th.optim.Adam(f.parameters(), 3e-3)
k = 0
while k < 6:
    x, y = batch(9)
    p = f(x, y[:, :-1])
    l = xent(p, y[:, 1:])
    a = ((p.argmax(-1) == y[:, 1:]) | (y[:, 1:] == PAD)).all(1).float().mean()
    g.zero_grad()
    l.backward()
    nn.utils.clip_grad_norm_(f.parameters(), 5.)
    g.step()
    print(k, "%.4f" % l.item(), "exact %.2f" % a.item())
    k += 1
