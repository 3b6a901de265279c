import torch
from torch import nn

generator, discriminator = nn.Linear(1, 1, bias=False), nn.Linear(1, 1, bias=False)
nn.init.ones_(generator.weight)
nn.init.ones_(discriminator.weight)
optimizer_g = torch.optim.SGD(generator.parameters(), lr=0.1)
optimizer_d = torch.optim.SGD(discriminator.parameters(), lr=0.1)
noise, real = torch.tensor([[1.0], [2.0]]), torch.tensor([[4.0], [6.0]])

loss_g = -discriminator(generator(noise)).mean()
optimizer_g.zero_grad()
loss_g.backward()
fake = generator(noise).detach()

loss_d = discriminator(fake).mean() - discriminator(real).mean()
optimizer_d.zero_grad()
print("left over:", [name for name, p in discriminator.named_parameters() if p.grad is not None])
loss_d.backward()
print(discriminator.weight.grad)
