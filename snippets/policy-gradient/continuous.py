import torch
from torch.distributions import Independent, Normal

mean = torch.zeros(2, 2, requires_grad=True)
actions = torch.tensor([[1.0, 1.0], [1.0, 1.0]])
returns = torch.tensor([4.0, 0.0])

log_probs = Normal(mean, 1.0).log_prob(actions)
print(log_probs.shape, *torch.autograd.grad((-log_probs * returns).mean(), mean))  # wrong
log_probs = Independent(Normal(mean, 1.0), 1).log_prob(actions)
print(log_probs.shape, *torch.autograd.grad((-log_probs * returns).mean(), mean))
