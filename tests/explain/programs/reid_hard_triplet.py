import argparse
from functools import partial

import torch
import torch.nn as nn
import torch.nn.functional as F

parser = argparse.ArgumentParser(description="ReID baseline: softmax + triplet")
parser.add_argument("--p", default=4, type=int, help="identities per batch")
parser.add_argument("--k", default=4, type=int, help="images per identity")
parser.add_argument("--margin", default=0.3, type=float)
parser.add_argument("--lambda-tri", default=1.0, type=float)
parser.add_argument("--iters", default=5, type=int)
parser.add_argument("--only-active", default=1, type=int, help="average over the triplets with loss > 0 only")

ranking = partial(F.margin_ranking_loss, margin=0.3, reduction="none")


def euclidean_dist(x, y):
    xx = x.pow(2).sum(1, keepdim=True)
    yy = y.pow(2).sum(1, keepdim=True).t()
    return (xx + yy - 2 * x @ y.t()).clamp(min=1e-12).sqrt()


def hard_example_mining(dist_mat, labels):
    same = labels[:, None].eq(labels[None])
    dist_ap = dist_mat.masked_fill(~same, float("-inf")).max(1)[0]
    dist_an = dist_mat.masked_fill(same, float("inf")).min(1)[0]
    return dist_ap, dist_an


def triplet(feat, labels, only_active):
    ap, an = hard_example_mining(euclidean_dist(feat, feat), labels)
    losses = ranking(an, ap, torch.ones_like(an))
    prec = (an > ap).float().mean().item()
    if only_active:
        active = losses > 0
        losses = losses[active]
    else:
        losses = losses.mean()
    return losses, prec


class Baseline(nn.Module):
    def __init__(self, num_ids):
        super().__init__()
        self.base = nn.Sequential(nn.Conv2d(3, 12, 3, 2), nn.ReLU(), nn.AdaptiveAvgPool2d(1), nn.Flatten())
        self.bottleneck = nn.BatchNorm1d(12)
        self.bottleneck.bias.requires_grad_(False)
        self.classifier = nn.Linear(12, num_ids, bias=False)

    def forward(self, x):
        f = self.base(x)
        return self.classifier(self.bottleneck(f)), f


def run(args):
    global ranking
    ranking = partial(ranking, margin=args.margin)
    num_ids = 10
    net = Baseline(num_ids)
    optimizer = torch.optim.Adam([p for p in net.parameters() if p.requires_grad], lr=3.5e-4, weight_decay=5e-4)
    for it in range(args.iters):
        pids = torch.randperm(num_ids)[: args.p].repeat_interleave(args.k)
        imgs = torch.randn(len(pids), 3, 16, 8) + pids.view(-1, 1, 1, 1) / 10
        score, feat = net(imgs)
        id_loss = F.cross_entropy(score, pids, label_smoothing=0.1)
        tri_loss, prec = triplet(feat, pids, args.only_active)
        loss = id_loss + args.lambda_tri * tri_loss
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        print("Iter %d  id %.3f  tri %.3f  prec %.2f%%" % (it, id_loss, tri_loss, 100 * prec))


if __name__ == "__main__":
    torch.manual_seed(0)
    run(parser.parse_args())
