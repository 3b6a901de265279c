# -*- coding: utf-8 -*-
"""行人重识别 batch-hard triplet
@author: qianduo
"""
import argparse
import random
from typing import Tuple

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F


def setup_seed(seed: int):
    torch.manual_seed(seed)
    np.random.seed(seed)
    random.seed(seed)


class PKSampler:
    """每个 batch P 个人, 每人 K 张图"""

    def __init__(self, labels, P=4, K=2):
        self.P, self.K = P, K
        self.index = {}
        for i, l in enumerate(labels):
            self.index.setdefault(int(l), []).append(i)

    def __call__(self):
        out = []
        for pid in random.sample(sorted(self.index), self.P):
            pool = self.index[pid]
            # 图片不够时重复采样
            out += random.sample(pool, self.K) if len(pool) >= self.K else random.choices(pool, k=self.K)
        return torch.tensor(out)


def euclidean_dist(x: torch.Tensor, y: torch.Tensor) -> torch.Tensor:
    m, n = x.size(0), y.size(0)
    xx = x.pow(2).sum(1, keepdim=True).expand(m, n)
    yy = y.pow(2).sum(1, keepdim=True).expand(n, m).t()
    dist = xx + yy - 2 * x @ y.t()
    dist = dist.clamp(min=0).sqrt()
    return dist


def hard_example_mining(dist: torch.Tensor, labels: torch.Tensor) -> Tuple[torch.Tensor, torch.Tensor]:
    same = labels[:, None].eq(labels[None, :])
    ap = dist.masked_fill(~same, -1.0).max(1).values
    an = dist.masked_fill(same, 1e6).min(1).values
    return ap, an


class TripletLoss(nn.Module):
    def __init__(self, margin=0.3):
        super().__init__()
        self.ranking = nn.MarginRankingLoss(margin=margin)

    def forward(self, feat, labels):
        ap, an = hard_example_mining(euclidean_dist(feat, feat), labels)
        return self.ranking(an, ap, torch.ones_like(an))


class Net(nn.Module):
    def __init__(self, num_ids):
        super().__init__()
        self.base = nn.Sequential(nn.Conv2d(3, 8, 3, 2, 1), nn.ReLU(), nn.Conv2d(8, 16, 3, 2, 1), nn.ReLU())
        self.bnneck = nn.BatchNorm1d(16)
        self.cls = nn.Linear(16, num_ids, bias=False)

    def forward(self, x):
        f = self.base(x).mean((2, 3))
        return f, self.cls(self.bnneck(f))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--iters', type=int, default=5)
    parser.add_argument('--debug', type=int, default=1, help='打开 anomaly 检测, 之前训练 loss 变成 nan')
    args = parser.parse_args()
    setup_seed(1)
    labels = torch.tensor([0, 0, 0, 1, 1, 2, 2, 3, 4, 4])       # 3 号只有一张图
    images = torch.rand(len(labels), 3, 32, 16)
    sampler = PKSampler(labels)
    net = Net(5)
    id_loss, tri_loss = nn.CrossEntropyLoss(label_smoothing=0.1), TripletLoss()
    optimizer = torch.optim.Adam(net.parameters(), lr=3.5e-4, weight_decay=5e-4)
    torch.autograd.set_detect_anomaly(bool(args.debug))
    for i in range(args.iters):
        idx = sampler()
        feat, logits = net(images[idx])
        l_id, l_tri = id_loss(logits, labels[idx]), tri_loss(feat, labels[idx])
        loss = l_id + l_tri
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        print(f'iter {i}: id {l_id.item():.4f} tri {l_tri.item():.4f} pids {labels[idx].tolist()}')


if __name__ == '__main__':
    main()
