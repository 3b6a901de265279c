import torch
from torch import nn

net = nn.Sequential(nn.Linear(4, 8), nn.ReLU(), nn.Linear(8, 2))
for name, parameter in net.named_parameters():
    parameter.requires_grad = "head" in name  # the names are 0.weight, 0.bias, 2.weight, 2.bias
loss = nn.functional.cross_entropy(net(torch.randn(6, 4)), torch.randint(0, 2, (6,)))
loss.backward()
