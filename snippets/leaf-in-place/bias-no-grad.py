import math

import torch
from torch import nn

head = nn.Conv2d(4, 6, 1)
nn.init.zeros_(head.bias)
optimizer = torch.optim.SGD(head.parameters(), lr=0.1)
bias = head.bias.view(2, -1)
with torch.no_grad():
    bias[:, 1] += math.log(8)
head(torch.ones(1, 4, 2, 2)).mean().backward()
print(head.bias.detach())
optimizer.step()
print(head.bias.detach())
