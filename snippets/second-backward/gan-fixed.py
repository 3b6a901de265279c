import torch
from torch import nn

torch.manual_seed(0)
generator, discriminator = nn.Linear(2, 2), nn.Linear(2, 1)
fake = generator(torch.randn(4, 2))
loss_d = discriminator(fake.detach()).mean() - discriminator(torch.randn(4, 2)).mean()
loss_d.backward()
print(generator.weight.grad is None)
loss_g = -discriminator(fake).mean()
loss_g.backward()
print(generator.weight.grad is None)
