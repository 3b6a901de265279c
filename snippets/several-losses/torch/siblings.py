# pip install torch==2.13.0 numpy==2.4.6
import torch
from torch import nn


def forward(x):
    features = body(x)
    return features, features.square().mean()


body = nn.Linear(3, 2)
features, loss = torch.compile(forward, backend="aot_eager")(torch.ones(4, 3))
print(features.shape, loss.shape)
(seed,) = torch.autograd.grad(loss, features, allow_unused=True)
print(seed)
features.backward(gradient=seed)  # RuntimeError: grad can be implicitly created only for scalar outputs
