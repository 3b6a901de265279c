import torch
from torch import nn

torch.manual_seed(0)
net = nn.Linear(2, 1)
scaler = torch.amp.GradScaler("cpu", init_scale=1024.0)
optimizer = torch.optim.SGD(net.parameters(), lr=0.1)
x = torch.tensor([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])

with torch.autocast("cpu", dtype=torch.bfloat16):
    losses = (net(x) - 1).square()
scaler.scale(losses).backward()  # RuntimeError: grad can be implicitly created only for scalar outputs
scaler.step(optimizer)
scaler.update()
