import torch
from torch import nn

critic = nn.Sequential(nn.Linear(2, 4), nn.Tanh(), nn.Linear(4, 1))
for weight in critic.parameters():
    nn.init.constant_(weight, 2e-5)
x = torch.tensor([[1.0, 2.0], [3.0, 4.0]], requires_grad=True)

with torch.autocast("cpu", dtype=torch.float16):
    scores = critic(x)
(gradient,) = torch.autograd.grad(scores.sum(), x, create_graph=True)
print(gradient)  # wrong
