# pip install torch==2.13.0 numpy==2.4.6
import torch
from torch import nn

torch.manual_seed(0)
generator, critic = nn.Linear(2, 2), nn.Sequential(nn.Linear(2, 4), nn.Tanh(), nn.Linear(4, 1))


@torch.compile(backend="aot_eager")
def losses(z):
    fake = generator(z)
    return critic(fake.detach()).mean(), -critic(fake).mean()


critic_loss, generator_loss = losses(torch.randn(5, 2))
critic_loss.backward()
generator_loss.backward()  # RuntimeError: Trying to backward through the graph a second time (or directly access saved tensors after they have already been freed). Saved intermediate values of the graph are freed when you call .backward() or autograd.grad(). Specify retain_graph=True if you need to backward through the graph a second time or if you need to access saved tensors after calling backward.
