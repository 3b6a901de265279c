import torch
from torch import nn

torch.manual_seed(0)
generator, discriminator = nn.Linear(2, 2), nn.Linear(2, 1)
fake = generator(torch.randn(4, 2))
loss_d = discriminator(fake).mean() - discriminator(torch.randn(4, 2)).mean()
loss_d.backward()
print(generator.weight.grad is None)
loss_g = -discriminator(fake).mean()
loss_g.backward()  # RuntimeError: Trying to backward through the graph a second time (or directly access saved tensors after they have already been freed). Saved intermediate values of the graph are freed when you call .backward() or autograd.grad(). Specify retain_graph=True if you need to backward through the graph a second time or if you need to access saved tensors after calling backward.
