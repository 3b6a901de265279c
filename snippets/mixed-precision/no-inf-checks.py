import torch
from torch import nn

net = nn.Linear(2, 1)
scaler = torch.amp.GradScaler("cpu")
optimizer = torch.optim.SGD(net.parameters(), lr=0.1)
x = torch.tensor([[1.0, 2.0], [3.0, 4.0]])

loss = net(x).square().mean().detach().requires_grad_()
scaler.scale(loss).backward()
scaler.step(optimizer)  # AssertionError: No inf checks were recorded for this optimizer.
