# 无监督域适应小实验 amazon -> webcam
# usage: python da_office.py --align coral
import argparse
import torch
from torch import nn
from torch.nn import functional as F


def cov(f):
    f = f - f.mean(0, keepdim=True)
    return f.t() @ f / (f.size(0) - 1)


def gaussian_mmd(s, t, sigmas=(1., 2., 4.)):
    z = torch.cat([s, t])
    d = ((z[:, None] - z[None]) ** 2).sum(-1)
    k = sum(torch.exp(-d / (2 * sg ** 2)) for sg in sigmas)
    n = len(s)
    return k[:n, :n].mean() + k[n:, n:].mean() - 2 * k[:n, n:].mean()


# 对齐损失, 都是 (源域特征, 目标域特征) -> loss
ALIGN = {
    'none': lambda s, t: s.new_zeros(()),
    'linear': lambda s, t: (s.mean(0) - t.mean(0)).pow(2).sum(),
    'mmd': gaussian_mmd,
    'coral': lambda s, t: (cov(s) - cov(t)).pow(2) / (4 * s.size(1) ** 2),
}


class FeatNet(nn.Module):
    def __init__(self, dim_in, dim_feat, n_cls):
        super().__init__()
        self.backbone = nn.Sequential(nn.Linear(dim_in, 32), nn.ReLU(), nn.Linear(32, dim_feat))
        self.fc = nn.Linear(dim_feat, n_cls)

    def forward(self, x):
        f = self.backbone(x)
        return f, self.fc(F.relu(f))


def inf_batch(n, shift, dim, n_cls, bs):
    x = torch.randn(n, dim) + shift
    y = torch.randint(0, n_cls, (n,))
    while True:
        for idx in torch.randperm(n).split(bs):
            if len(idx) == bs:
                yield x[idx], y[idx]


def train(args):
    net = FeatNet(args.dim, args.feat, args.n_cls)
    opt = torch.optim.SGD(net.parameters(), lr=args.lr, momentum=0.9, nesterov=True)
    src = inf_batch(60, 0.0, args.dim, args.n_cls, args.bs)
    tgt = inf_batch(60, 0.5, args.dim, args.n_cls, args.bs)
    align = ALIGN[args.align]
    for it in range(args.iters):
        (xs, ys), (xt, _) = next(src), next(tgt)
        fs, ls = net(xs)
        ft, lt = net(xt)
        # 目标域信息熵最小化
        p = lt.softmax(1)
        ent = -(p * p.clamp(min=1e-6).log()).sum(1).mean()
        cls = F.cross_entropy(ls, ys)
        loss = cls + args.lam * align(fs, ft) + args.ent * ent
        opt.zero_grad()
        loss.backward()
        opt.step()
        if it % 5 == 0:
            print('iter {:>3d} | cls {:.4f} | ent {:.4f}'.format(it, cls.item(), ent.item()))
    with torch.no_grad():
        x, y = next(tgt)
        acc = (net(x)[1].argmax(1) == y).float().mean().item()
    print('target acc: {:.2f}'.format(acc))


if __name__ == '__main__':
    ap = argparse.ArgumentParser()
    ap.add_argument('--align', default='coral', choices=list(ALIGN))
    ap.add_argument('--lam', type=float, default=1.0)
    ap.add_argument('--ent', type=float, default=0.1)
    ap.add_argument('--dim', type=int, default=20)
    ap.add_argument('--feat', type=int, default=8)
    ap.add_argument('--n_cls', type=int, default=5)
    ap.add_argument('--bs', type=int, default=12)
    ap.add_argument('--lr', type=float, default=0.01)
    ap.add_argument('--iters', type=int, default=20)
    args = ap.parse_args()
    torch.manual_seed(3407)
    train(args)
