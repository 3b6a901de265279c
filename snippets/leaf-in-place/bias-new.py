import math

import torch
from torch import nn

head = nn.Conv2d(4, 6, 1)
nn.init.zeros_(head.bias)
optimizer = torch.optim.SGD(head.parameters(), lr=0.1)
bias = head.bias.detach().view(2, -1)
bias[:, 1] += math.log(8)
head.bias = nn.Parameter(bias.view(-1))
head(torch.ones(1, 4, 2, 2)).mean().backward()
before = head.bias.detach().clone()
optimizer.step()
print(torch.equal(head.bias, before))  # wrong
