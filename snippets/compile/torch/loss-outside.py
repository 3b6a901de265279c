# pip install torch==2.13.0 numpy==2.4.6
import torch
from torch import nn

torch.manual_seed(0)
net = nn.Linear(3, 2)


def forward(x):
    return net(x)


compiled = torch.compile(forward, backend="aot_eager")
features = compiled(torch.ones(4, 3))
loss = features.square().mean()
(seed,) = torch.autograd.grad(loss, features, retain_graph=True)
print(seed.shape)
print(torch.autograd.grad(features, net.weight, grad_outputs=seed))
print(torch.autograd.grad(net(torch.ones(4, 3)).square().mean(), net.weight))
