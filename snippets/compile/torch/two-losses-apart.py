# pip install torch==2.13.0 numpy==2.4.6
import torch
from torch import nn

torch.manual_seed(0)
generator, critic = nn.Linear(2, 2), nn.Sequential(nn.Linear(2, 4), nn.Tanh(), nn.Linear(4, 1))
generate = torch.compile(generator, backend="aot_eager")
judge = torch.compile(critic, backend="aot_eager")


fake = generate(torch.randn(5, 2))
critic_loss = judge(fake.detach()).mean()
critic_loss.backward()
generator_loss = -judge(fake).mean()
generator_loss.backward()
print(generator.weight.grad)
