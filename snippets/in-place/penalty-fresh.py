import torch
from torch import nn

torch.manual_seed(0)
critic = nn.Sequential(nn.Linear(2, 8), nn.Tanh(), nn.Linear(8, 1))
optimizer = torch.optim.SGD(critic.parameters(), lr=0.1)
x = torch.randn(4, 2, requires_grad=True)


def penalty():
    (grad,) = torch.autograd.grad(critic(x).sum(), x, create_graph=True)
    return grad.square().sum(1).mean()


optimizer.zero_grad()
(critic(x).mean() + penalty()).backward()
print(critic[2].weight.grad)
optimizer.step()
