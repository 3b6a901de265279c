import torch
from torch import nn

torch.manual_seed(0)
net = nn.Linear(2, 1)
scaler = torch.amp.GradScaler("cpu", init_scale=1024.0)
optimizer = torch.optim.SGD(net.parameters(), lr=0.1)
x = torch.tensor([[1.0, 2.0], [3.0, 4.0]])

with torch.autocast("cpu", dtype=torch.float16):
    loss = net(x).float().square().mean()
scaler.scale(loss).backward()
scaler.step(optimizer)
print(net.weight.dtype, net.weight.grad.dtype, scaler.get_scale())
