import torch, torch.nn as nn
net = nn.Linear(3, 1)
total = 0
for i in range(400):
    total = total + (net(torch.randn(4, 3)) - 1).pow(2)
total.backward()
