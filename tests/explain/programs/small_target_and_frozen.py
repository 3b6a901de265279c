import torch
from torch import nn

student, teacher = nn.Linear(3, 2), nn.Linear(3, 2)
x = torch.randn(5, 3)
target = teacher(x).detach()
pred = student(x).detach()
loss = (target - pred).square().mean()
loss.backward()
