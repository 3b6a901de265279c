import torch
from torch import nn

torch.manual_seed(0)
net, dropout = nn.Linear(2, 2), nn.Dropout(0.5)
inputs = torch.ones(3, 2)
hidden = dropout(net(inputs))
losses = hidden.mean(), hidden.square().mean()
sum(losses).backward()
print(net.bias.grad)
