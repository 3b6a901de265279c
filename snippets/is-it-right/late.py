import torch
from torch import nn

torch.manual_seed(0)
net = nn.Sequential(nn.Linear(2, 2))
optimizer = torch.optim.SGD(net.parameters(), lr=0.1)
net.append(nn.Linear(2, 1))
held = {id(p) for group in optimizer.param_groups for p in group["params"]}
print("not in the optimizer:", [name for name, p in net.named_parameters() if id(p) not in held])
before = net[1].weight.detach().clone()
net(torch.ones(4, 2)).square().mean().backward()
optimizer.step()
print("head moved:", not torch.equal(net[1].weight, before))  # wrong
