import torch

critic = torch.nn.Linear(2, 1, bias=False)
torch.nn.init.constant_(critic.weight, 0.5)
real = torch.tensor([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0], [7.0, 8.0]])
one = torch.ones(1)
scores = critic(real)
scores.backward(one.repeat(len(real), 1))
print(critic.weight.grad)  # wrong
