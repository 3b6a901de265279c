import torch
from torch import nn

torch.manual_seed(0)
discriminator = nn.Sequential(nn.Linear(2, 4), nn.Tanh(), nn.Linear(4, 1))
optimizer = torch.optim.SGD(discriminator.parameters(), lr=0.1)
real = torch.randn(3, 2, requires_grad=True)
for step in range(4):
    optimizer.zero_grad()
    loss = -discriminator(real.detach()).mean()
    if step % 2 == 0:
        slope = torch.autograd.grad(discriminator(real).sum(), real, create_graph=True)[0]
        loss = loss + slope.square().sum(1).mean()
    loss.backward()
    optimizer.step()
    print(step)
