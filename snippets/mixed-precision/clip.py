import torch
from torch import nn

net = nn.Linear(2, 1, bias=False)
nn.init.ones_(net.weight)
scaler = torch.amp.GradScaler("cpu", init_scale=1024.0)
optimizer = torch.optim.SGD(net.parameters(), lr=0.1)
x = torch.tensor([[3.0, 4.0]])

scaler.scale(net(x).mean()).backward()
scaler.unscale_(optimizer)
nn.utils.clip_grad_norm_(net.parameters(), max_norm=1.0)
scaler.step(optimizer)
scaler.update()
print(net.weight.grad.norm())
