import torch

critic = torch.nn.Linear(2, 1)
torch.nn.init.constant_(critic.weight, 0.5)
real = torch.tensor([[1.0, 2.0], [3.0, 4.0]])
fake = torch.tensor([[0.0, 1.0], [1.0, 0.0]])

critic(real).mean().backward()
critic(fake).mean().backward()
print(critic.weight.grad)  # wrong
