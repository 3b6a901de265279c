# variational linear regression with ARD prior, then a small hidden layer
# notation as in the lecture notes: q(w) = N(m, s^2), p(w|a) = N(0, 1/a)
import math
import torch
from torch import nn

torch.manual_seed(8)


class V(nn.Module):
    """mean-field layer"""

    def __init__(s, p, k, ard=False):
        super().__init__()
        s.m = nn.Parameter(torch.randn(k, p) / math.sqrt(p))
        s.r = nn.Parameter(torch.full((k, p), -3.0))
        s.b = nn.Parameter(torch.zeros(k))
        s.ard = ard
        if ard:
            s.la = nn.Parameter(torch.zeros(p))     # log precision per input

    @property
    def sd(s):
        return nn.functional.softplus(s.r)

    def forward(s, x):
        mu = x @ s.m.T + s.b
        v = x ** 2 @ (s.sd ** 2).T
        return mu + v.sqrt() * torch.randn_like(mu)

    @property
    def kl(s):
        if s.ard:
            a = s.la.exp()
            # one precision per column j, so collect column-wise
            K = 0.5 * (a * (s.m ** 2 + s.sd ** 2) - 1 - s.la) - s.sd.log()
            return K.sum(0)
        K = 0.5 * (s.m ** 2 + s.sd ** 2 - 1) - s.sd.log()
        return K.sum()


class Net(nn.Module):
    def __init__(s, p, h=10):
        super().__init__()
        s.l1 = V(p, h, ard=True)
        s.l2 = V(h, 1)
        s.lt = nn.Parameter(torch.tensor(0.0))      # log noise precision

    def forward(s, x):
        return s.l2(torch.tanh(s.l1(x))).squeeze(-1)

    def ll(s, x, y):
        e = y - s(x)
        return 0.5 * (s.lt - math.log(2 * math.pi) - s.lt.exp() * e ** 2)

    @property
    def kl(s):
        return s.l1.kl + s.l2.kl


n, p = 64, 7
X = torch.randn(n, p)
y = torch.sin(2 * X[:, 0]) + 0.5 * X[:, 3] + 0.1 * torch.randn(n)

f = Net(p)
o = torch.optim.Adam(f.parameters(), lr=0.02)
for t in range(60):
    i = torch.randperm(n)[:16]
    E = f.ll(X[i], y[i]).mean() * n
    L = E - f.kl
    o.zero_grad()
    (-L).backward()
    o.step()
    if t % 20 == 0:
        print(t, "ELBO", round(L.item(), 2))

a = f.l1.la.exp().detach()
print("precisions:", " ".join(f"{v:.2f}" for v in a.tolist()))
