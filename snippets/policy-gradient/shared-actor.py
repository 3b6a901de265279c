import torch
from torch import nn

torch.manual_seed(0)
actor, critic = nn.Linear(2, 1), nn.Linear(3, 1)
states, targets = torch.tensor([[1.0, 0.0], [0.0, 1.0]]), torch.tensor([[3.0], [2.0]])
replayed = torch.tensor([[1.0], [-1.0]])

values = critic(torch.cat([states, actor(states)], dim=1))
loss_critic = (values - targets).square().mean()
loss_critic.backward()
print("actor untouched:", actor.weight.grad is None)
loss_actor = -values.mean()
loss_actor.backward()  # RuntimeError: Trying to backward through the graph a second time (or directly access saved tensors after they have already been freed). Saved intermediate values of the graph are freed when you call .backward() or autograd.grad(). Specify retain_graph=True if you need to backward through the graph a second time or if you need to access saved tensors after calling backward.
