import torch
from torch import nn

from learner import Learner

torch.manual_seed(5)


def make_batches(n, bs=8):
    x = torch.randn(n, 3, 8, 8)
    y = (x.mean(dim=(1, 2, 3)) > 0).long()
    return [(x[i:i + bs], y[i:i + bs]) for i in range(0, n, bs)]


def create_body():
    return nn.Sequential(
        nn.Conv2d(3, 8, 3, padding=1), nn.BatchNorm2d(8), nn.ReLU(),
        nn.Conv2d(8, 16, 3, stride=2, padding=1), nn.ReLU(),
    )


def create_head(nf, n_out):
    return nn.Sequential(nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(nf, n_out))


def splitter(m):
    return [m[0], m[1]]


dls = (make_batches(32), make_batches(16))
model = nn.Sequential(create_body(), create_head(16, 2))
learn = Learner(dls, model, splitter, nn.CrossEntropyLoss(), lr=0.05)

# first the whole thing for one epoch, to see that it learns
learn.unfreeze()
learn.fit(1)

# then only the head, like in lesson 1: body and head are two groups
learn.freeze_to(2)
learn.fit(2)
