import torch
from torch import nn

torch.manual_seed(0)
discriminator = nn.Sequential(nn.Linear(2, 4), nn.Tanh(), nn.Linear(4, 1))
optimizer = torch.optim.SGD(discriminator.parameters(), lr=0.1)
real = torch.randn(3, 2, requires_grad=True)
for step in range(4):
    if step % 2 == 0:
        slope = torch.autograd.grad(discriminator(real).sum(), real, create_graph=True)[0]
        discriminator.penalty = slope.square().sum(1).mean()
    optimizer.zero_grad()
    loss = -discriminator(real.detach()).mean() + discriminator.penalty
    loss.backward()  # RuntimeError: Trying to backward through the graph a second time (or directly access saved tensors after they have already been freed). Saved intermediate values of the graph are freed when you call .backward() or autograd.grad(). Specify retain_graph=True if you need to backward through the graph a second time or if you need to access saved tensors after calling backward.
    optimizer.step()
    print(step)
