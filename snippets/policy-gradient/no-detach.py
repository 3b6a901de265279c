import torch

logits = torch.zeros(4, 3, requires_grad=True)
values = torch.tensor([[3.0], [3.0], [1.0], [1.0]], requires_grad=True)
actions = torch.tensor([0, 2, 1, 0])
returns = torch.tensor([4.0, 3.0, 2.0, 1.0])

log_probs = torch.distributions.Categorical(logits=logits).log_prob(actions)
advantages = returns - values.squeeze(1)
actor = -(log_probs * advantages).mean()
critic = (values.squeeze(1) - returns).square().mean()
print(advantages.shape, actor.shape, critic.shape)
(actor + 0.5 * critic).backward()
print(logits.grad)
print(values.grad.flatten())  # wrong
