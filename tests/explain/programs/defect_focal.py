#!/usr/bin/env python
"""Surface defect classification, binary, heavy imbalance -> focal loss."""
import logging
import torch
import torch.nn as nn

logging.basicConfig(level=logging.INFO, format="%(message)s", stream=__import__("sys").stdout)
log = logging.getLogger("defect")


class WeightedBCE(nn.BCEWithLogitsLoss):
    """BCE with a per-sample weight."""

    def __init__(self, pos_weight=None):
        super().__init__(reduction="none", pos_weight=pos_weight)

    def reduce(self, per_sample, weight=None):
        if weight is not None:
            per_sample = per_sample * weight
        return per_sample.mean()

    def forward(self, logits, target, weight=None):
        return self.reduce(super().forward(logits, target), weight)


class FocalBCE(WeightedBCE):
    def __init__(self, gamma=2.0, alpha=0.25):
        super().__init__()
        self.gamma, self.alpha = gamma, alpha

    def forward(self, logits, target, weight=None):
        bce = nn.BCEWithLogitsLoss.forward(self, logits, target)
        p_t = torch.exp(-bce)
        a_t = self.alpha * target + (1 - self.alpha) * (1 - target)
        focal = a_t * (1 - p_t) ** self.gamma * bce
        if weight is not None:
            return self.reduce(focal, weight)
        return focal


class Patches(torch.utils.data.Dataset):
    def __init__(self, n=48):
        g = torch.Generator().manual_seed(5)
        self.y = (torch.rand(n, generator=g) < 0.15).float()
        self.x = torch.randn(n, 1, 8, 8, generator=g) + self.y[:, None, None, None]

    def __len__(self):
        return len(self.y)

    def __getitem__(self, i):
        return self.x[i], self.y[i]


def get_criterion(kind):
    if kind == "focal":
        return FocalBCE(gamma=1.5)
    elif kind == "bce":
        return WeightedBCE(pos_weight=torch.tensor(5.0))
    raise ValueError(kind)


def main():
    torch.manual_seed(5)
    net = nn.Sequential(
        nn.Conv2d(1, 4, 3), nn.ReLU(), nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(4, 1))
    loader = torch.utils.data.DataLoader(Patches(), batch_size=12, shuffle=True)
    criterion = get_criterion("focal")
    opt = torch.optim.SGD(net.parameters(), lr=0.1)
    for epoch in range(2):
        for x, y in loader:
            opt.zero_grad()
            loss = criterion(net(x)[:, 0], y)
            loss.backward()
            opt.step()
        log.info("epoch %d | loss %.4f", epoch, loss.item())


main()
