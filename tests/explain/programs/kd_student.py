'''Knowledge distillation: big MLP -> small MLP on a spiral.

usage: python kd_student.py --T 4 --alpha 0.7
'''
import argparse, math
import torch
import torch.nn as nn
import torch.nn.functional as F


def spiral(n_per, k=3):
    xs, ys = [], []
    for c in range(k):
        r = torch.linspace(0.1, 1, n_per)
        th = r * 4 + c * 2 * math.pi / k + 0.1 * torch.randn(n_per)
        xs.append(torch.stack([r * th.sin(), r * th.cos()], 1))
        ys.append(torch.full((n_per,), c))
    return torch.cat(xs), torch.cat(ys)


def mlp(h, depth):
    mods = [nn.Linear(2, h), nn.ReLU()]
    for _ in range(depth - 1):
        mods += [nn.Linear(h, h), nn.ReLU()]
    return nn.Sequential(*mods, nn.Linear(h, 3))


def soft_targets(student_logits, teacher_logits, T=4.0, reduce_dim=None, reduction='none'):
    log_p = F.log_softmax(student_logits / T, dim=1)
    q = F.softmax(teacher_logits / T, dim=1)
    kl = F.kl_div(log_p, q, reduction=reduction)
    if reduce_dim is not None:
        kl = kl.sum(reduce_dim)
    return kl * T * T


def train_teacher(net, x, y, n=12):
    opt = torch.optim.Adam(net.parameters(), 1e-2)
    for _ in range(n):
        opt.zero_grad()
        F.cross_entropy(net(x), y).backward()
        opt.step()
    return net.eval()


def distill(student, teacher, x, y, args):
    opt = torch.optim.Adam(student.parameters(), args.lr)
    for ep in range(args.epochs):
        perm = torch.randperm(len(x))
        for idx in perm.split(10):
            xb, yb = x[idx], y[idx]
            with torch.no_grad():
                t_out = teacher(xb)
            s_out = student(xb)
            hard = F.cross_entropy(s_out, yb)
            soft = soft_targets(s_out, t_out, T=args.T, reduce_dim=1)
            loss = (1 - args.alpha) * hard + args.alpha * soft
            opt.zero_grad()
            loss.backward()
            opt.step()
        acc = (student(x).argmax(1) == y).float().mean().item()
        print('epoch %d acc %.3f' % (ep, acc))


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument('--T', type=float, default=4.0)
    ap.add_argument('--alpha', type=float, default=0.7)
    ap.add_argument('--lr', type=float, default=1e-2)
    ap.add_argument('--epochs', type=int, default=4)
    args = ap.parse_args()
    torch.manual_seed(6)
    x, y = spiral(10)
    teacher = train_teacher(mlp(24, 2), x, y)
    distill(mlp(8, 1), teacher, x, y, args)


if __name__ == '__main__':
    main()
