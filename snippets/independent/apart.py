import torch
from torch import nn

torch.manual_seed(0)
codes = torch.randn(3, 2, requires_grad=True)

for decoder in (nn.Linear(2, 2), nn.BatchNorm1d(2)):
    losses = decoder(codes).pow(3).sum(dim=1)
    (gradient,) = torch.autograd.grad(losses[0], codes)
    print(type(decoder).__name__, bool(gradient[1:].any()))
