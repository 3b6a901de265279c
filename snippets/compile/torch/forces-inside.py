# pip install torch==2.13.0 numpy==2.4.6
import torch
from torch import nn

torch.manual_seed(0)
net = nn.Sequential(nn.Linear(3, 8), nn.SiLU(), nn.Linear(8, 1))
positions = torch.randn(4, 3, requires_grad=True)
target = torch.zeros(4, 3)


def force_loss(positions):
    grad = torch.func.grad(lambda positions: net(positions).sum())(positions)
    return (-grad - target).square().mean()


compiled = torch.compile(force_loss, backend="aot_eager", fullgraph=True)
loss = compiled(positions)
loss.backward()
print(net[0].weight.grad[0])
