import torch
from torch import nn

torch.manual_seed(0)
policy, critic = nn.Linear(2, 3), nn.Sequential(nn.Linear(2, 4), nn.Tanh(), nn.Linear(4, 1))
optimizer = torch.optim.SGD([*policy.parameters(), *critic.parameters()], lr=0.1)
states = torch.tensor([[1.0, 0.0], [0.0, 1.0], [1.0, 1.0]])
actions, returns = torch.tensor([0, 2, 1]), torch.tensor([3.0, 2.0, 1.0])
advantages = returns - critic(states).squeeze(1)
for epoch in range(2):
    log_probs = torch.distributions.Categorical(logits=policy(states)).log_prob(actions)
    actor = -(log_probs * advantages).mean()
    value = (critic(states).squeeze(1) - returns).square().mean()
    optimizer.zero_grad()
    (actor + value).backward()  # RuntimeError: Trying to backward through the graph a second time (or directly access saved tensors after they have already been freed). Saved intermediate values of the graph are freed when you call .backward() or autograd.grad(). Specify retain_graph=True if you need to backward through the graph a second time or if you need to access saved tensors after calling backward.
    optimizer.step()
    print(epoch, advantages.requires_grad)
