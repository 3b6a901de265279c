import argparse
import random
import numpy as np
import torch
import torch.nn as nn


def get_args(argv=None):
    ap = argparse.ArgumentParser()
    ap.add_argument("--n_critic", type=int, default=2)
    ap.add_argument("--iters", type=int, default=4)
    ap.add_argument("--z", type=int, default=4)
    ap.add_argument("--lr", type=float, default=2e-3)
    ap.add_argument("--seed", type=int, default=64)
    return ap.parse_args(argv)


def rings(n):
    """8 gaussians on a ring"""
    k = np.random.randint(0, 8, n)
    xy = np.stack([np.cos(k * np.pi / 4), np.sin(k * np.pi / 4)], 1) + 0.05 * np.random.randn(n, 2)
    return torch.from_numpy(xy.astype(np.float32))


class G(nn.Module):
    def __init__(s, z):
        super().__init__()
        s.m = nn.Sequential(nn.Linear(z, 32), nn.ReLU(), nn.Linear(32, 2))

    def forward(s, z):
        return s.m(z)


class D(nn.Module):
    def __init__(s):
        super().__init__()
        s.feat = nn.Sequential(nn.Linear(2, 32), nn.LeakyReLU(0.2))
        s.head = nn.Linear(32, 1)

    def forward(s, x):
        f = s.feat(x)
        return s.head(f), f


class GANStep:
    def __init__(self, args):
        self.args, self.g, self.d = args, G(args.z), D()
        self.og = torch.optim.Adam(self.g.parameters(), args.lr, betas=(0.5, 0.9))
        self.od = torch.optim.Adam(self.d.parameters(), args.lr, betas=(0.5, 0.9))
        self.bce = nn.BCEWithLogitsLoss()

    def losses(self, real):
        fake = self.g(torch.randn(len(real), self.args.z))
        pr, fr = self.d(real)
        pf, _ = self.d(fake.detach())
        d_loss = self.bce(pr, torch.ones_like(pr)) + self.bce(pf, torch.zeros_like(pf))
        pg, fg = self.d(fake)
        g_loss = self.bce(pg, torch.ones_like(pg))
        g_loss = g_loss + 0.1 * (fg.mean(0) - fr.detach().mean(0)).pow(2).sum()
        return d_loss, g_loss

    def __call__(self, real, update_g):
        d_loss, g_loss = self.losses(real)
        self.od.zero_grad()
        d_loss.backward()
        self.od.step()
        if update_g:
            self.og.zero_grad()
            g_loss.backward()
            self.og.step()
        return d_loss.item(), g_loss.item()


def main():
    args = get_args([])
    random.seed(args.seed)
    np.random.seed(args.seed)
    torch.manual_seed(args.seed)
    step = GANStep(args)
    for i in range(args.iters):
        dl, gl = step(rings(16), update_g=(i + 1) % args.n_critic == 0)
        print(f"[{i}] D {dl:.4f} G {gl:.4f}")
    with torch.no_grad():
        print("sample radius %.3f" % step.g(torch.randn(100, args.z)).norm(dim=1).mean())


if __name__ == "__main__":
    main()
