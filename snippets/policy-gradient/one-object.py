import torch
from torch import nn

torch.manual_seed(0)
model = nn.Linear(2, 2)
policy_net = model.to("cpu")
target_net = model.to("cpu")
optimizer = torch.optim.SGD(policy_net.parameters(), lr=0.1)
states = torch.randn(4, 2)
before = target_net(states).detach()

policy_net(states).square().mean().backward()
optimizer.step()
print("one object:", target_net is policy_net)
print("the target has moved:", not torch.equal(target_net(states), before))
