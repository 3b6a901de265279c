import torch

critic = torch.nn.Linear(2, 1)
torch.nn.init.constant_(critic.weight, 0.5)
real = torch.tensor([[1.0, 2.0], [3.0, 4.0]])
mone = torch.tensor(-1.0)
critic(real).mean().backward(mone)
print(critic.weight.grad)
