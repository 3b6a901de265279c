import torch
from torch import nn

torch.manual_seed(0)
policy, critic = nn.Linear(2, 2), nn.Linear(2, 1)
states, returns = torch.tensor([[1.0, 0.0], [0.0, 1.0], [1.0, 1.0]]), torch.tensor([3.0, 2.0, 1.0])
log_probs = []
for state in states:
    log_probs.append(policy(state).log_softmax(0)[0])
log_probs = torch.stack(log_probs)
errors = returns - critic(states).squeeze(1)
loss = -(log_probs * errors.detach()).mean() + errors.square().mean()
loss.backward()
print("log_probs:", log_probs.requires_grad, "loss:", loss.requires_grad)
print(policy.weight.grad)
