import torch

logits = torch.zeros(4, 3, requires_grad=True)
actions = torch.tensor([0, 2, 1, 0])
returns = torch.tensor([4.0, 3.0, 2.0, 1.0])
log_probs = torch.distributions.Categorical(logits=logits).log_prob(actions)
loss = -(log_probs * returns).sum()
loss.backward()
print(logits.grad)
