import torch
from torch import nn

torch.manual_seed(0)
critic = nn.Sequential(nn.Linear(2, 4), nn.BatchNorm1d(4), nn.LeakyReLU(), nn.Linear(4, 1))
real, fake = torch.randn(8, 2), torch.randn(8, 2)
loss = critic(fake).mean()
loss.backward()
for buffer in critic.buffers():
    buffer.copy_(buffer.clone())
loss = -critic(real).mean()
loss.backward()
print(critic[0].weight.grad)
