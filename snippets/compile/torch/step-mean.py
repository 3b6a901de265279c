# pip install torch==2.13.0 numpy==2.4.6
import torch
from torch import nn

torch.manual_seed(0)
net = nn.Linear(3, 1)


@torch.compile(backend="aot_eager")
def step(x, y):
    loss = (net(x) - y).square().mean()
    loss.backward()
    return loss


print(step(torch.ones(4, 3), torch.zeros(4, 1)).shape)
print(net.weight.grad)
