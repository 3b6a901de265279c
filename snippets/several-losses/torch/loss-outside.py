# pip install torch==2.13.0 numpy==2.4.6
import torch
from torch import nn


def forward(x):
    return body(x)


body = nn.Linear(3, 2)
features = torch.compile(forward, backend="aot_eager")(torch.ones(4, 3))
loss = features.square().mean()
print(features.shape, loss.shape)
(seed,) = torch.autograd.grad(loss, features)
print(seed.shape)
features.backward(gradient=seed)
print(body.weight.grad.shape)
