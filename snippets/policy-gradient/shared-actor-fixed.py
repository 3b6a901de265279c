import torch
from torch import nn

torch.manual_seed(0)
actor, critic = nn.Linear(2, 1), nn.Linear(3, 1)
states, targets = torch.tensor([[1.0, 0.0], [0.0, 1.0]]), torch.tensor([[3.0], [2.0]])
replayed = torch.tensor([[1.0], [-1.0]])

values = critic(torch.cat([states, replayed], dim=1))
loss_critic = (values - targets).square().mean()
loss_critic.backward()
print("actor untouched:", actor.weight.grad is None)
critic.requires_grad_(False)
loss_actor = -critic(torch.cat([states, actor(states)], dim=1)).mean()
loss_actor.backward()
critic.requires_grad_(True)
print("actor untouched:", actor.weight.grad is None)
