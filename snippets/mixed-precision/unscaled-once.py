import torch
from torch import nn

net = nn.Linear(2, 1, bias=False)
nn.init.ones_(net.weight)
scaler = torch.amp.GradScaler("cpu", init_scale=1024.0)
optimizer = torch.optim.SGD(net.parameters(), lr=0.1)
x = torch.tensor([[3.0, 4.0], [6.0, 8.0]])

for batch in x.split(1):
    scaler.scale(net(batch).mean() / 2).backward()
scaler.unscale_(optimizer)
scaler.step(optimizer)
scaler.update()
print(net.weight.grad, scaler.get_scale())
