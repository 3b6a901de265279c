import argparse

import torch
import torch.nn as nn
import torch.nn.functional as F

from engine import train_one_epoch
from losses import SegCriterion


class TinyFCN(nn.Module):
    def __init__(self, n_cls):
        super().__init__()
        self.c1 = nn.Sequential(nn.Conv2d(1, 8, 3, 2, 1), nn.ReLU())
        self.c2 = nn.Sequential(nn.Conv2d(8, 16, 3, 2, 1), nn.ReLU())
        self.aux, self.main = nn.Conv2d(8, n_cls, 1), nn.Conv2d(16, n_cls, 1)

    def forward(self, x):
        size = x.shape[-2:]
        a = self.c1(x)
        up = lambda t: F.interpolate(t, size=size, mode="bilinear", align_corners=False)
        return {"main": up(self.main(self.c2(a))), "aux": up(self.aux(a))}


def get_args():
    p = argparse.ArgumentParser("segmentation reference training")
    p.add_argument("--classes", default=4, type=int)
    p.add_argument("--epochs", default=2, type=int)
    p.add_argument("-b", "--batch-size", default=2, type=int)
    return p.parse_args()


def main(args):
    torch.manual_seed(4)
    model = TinyFCN(args.classes)
    loader = [(torch.randn(args.batch_size, 1, 24, 24), torch.randint(0, args.classes, (args.batch_size, 24, 24)))
              for _ in range(3)]
    opt = torch.optim.SGD(model.parameters(), lr=0.02, momentum=0.9)
    for epoch in range(args.epochs):
        train_one_epoch(model, SegCriterion(), opt, loader, epoch)


if __name__ == "__main__":
    main(get_args())
