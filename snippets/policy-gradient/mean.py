import torch

policy = torch.nn.Linear(2, 3, bias=False)
torch.nn.init.zeros_(policy.weight)
states = torch.tensor([[1.0, 0.0], [0.0, 1.0], [1.0, 1.0], [1.0, 0.0]])
actions = torch.tensor([0, 2, 1, 0])
returns = torch.tensor([4.0, 3.0, 2.0, 1.0])

log_probs = torch.distributions.Categorical(logits=policy(states)).log_prob(actions)
loss = (-log_probs * returns).mean()
loss.backward()
print(policy.weight.grad)
